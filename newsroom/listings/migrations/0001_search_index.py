from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

# The words are kept where each database searches them best; the rest of the tables is the same everywhere.
MAKE_WORDS = {
    "postgresql": [
        "ALTER TABLE listings_searchentry ADD COLUMN words tsvector NOT NULL DEFAULT ''",
        "CREATE INDEX search_entry_words ON listings_searchentry USING gin (words)",
    ],
    # Our own tokens begin with "_", which no reader's word does; all else is plain letters and figures.
    "sqlite": [
        "CREATE VIRTUAL TABLE listings_searchwords USING fts5(words, content='', tokenize=\"ascii tokenchars '_'\")",
    ],
}
DROP_WORDS = {
    "postgresql": ["DROP INDEX search_entry_words", "ALTER TABLE listings_searchentry DROP COLUMN words"],
    "sqlite": ["DROP TABLE listings_searchwords"],
}


def make_words(apps, schema_editor):
    for statement in MAKE_WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    for statement in DROP_WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0003_corrections'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
                ('stem', models.CharField(max_length=60)),
                ('head', models.CharField(max_length=2)),
                ('tail', models.CharField(max_length=3)),
            ],
            options={
                'indexes': [models.Index(fields=['stem', 'word'], name='word_form_stem'), models.Index(fields=['word'], name='word_form_word'), models.Index(fields=['head'], name='word_form_head'), models.Index(fields=['tail'], name='word_form_tail')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('facets', models.TextField(blank=True)),
                ('packed', models.BinaryField(blank=True, default=b'')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.articlepage')),
            ],
            options={
                'indexes': [models.Index(fields=['version'], name='search_entry_version')],
            },
        ),
        migrations.RunPython(make_words, drop_words),
    ]
