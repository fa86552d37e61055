from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('legacy', '0001_import_records'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='importrecord',
            index=models.Index(condition=models.Q(('file_hash', ''), _negated=True), fields=['file_hash'], name='import_record_of_file'),
        ),
    ]
