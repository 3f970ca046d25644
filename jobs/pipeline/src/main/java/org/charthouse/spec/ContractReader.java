package org.charthouse.spec;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the part of the Open Data Contract Standard 3.1.0 that Charthouse uses; other keys of the standard are refused by name. */
final class ContractReader {

    private static final Pattern TYPE = Pattern.compile(
            "string|int|bigint|double|boolean|date|timestamp|binary|decimal\\(([1-9]|[12]\\d|3[0-8]),\\d{1,2}\\)|array<.+>|map<.+>|struct<.+>");
    private static final Set<String> LOGICAL =
            Set.of("string", "integer", "number", "boolean", "date", "timestamp", "array", "object");

    private ContractReader() {}

    static TableContract read(Section file) {
        file.word("apiVersion", List.of("v3.1.0"));
        file.word("kind", List.of("DataContract"));
        TableName table = TableName.of(file.text("id"));
        if (!file.text("name").equals(table.name())) {
            file.wrong("name", "it must be the id without its zone: '" + table.name() + "'");
        }
        file.text("version");
        file.word("status", List.of("active", "draft", "deprecated"));
        Section description = file.requiredSection("description");
        String purpose = description.text("purpose");
        description.optionalText("usage");
        description.optionalText("limitations");
        description.end();
        List<TableContract> objects = file.list("schema", each -> object(table, purpose, each));
        file.end();
        if (objects.size() != 1) {
            file.wrong("schema", "exactly one schema object is expected here");
        }
        return objects.isEmpty() ? new TableContract(table, purpose, "", List.of()) : objects.get(0);
    }

    private static TableContract object(TableName table, String purpose, Section section) {
        if (!section.text("name").equals(table.name())) {
            section.wrong("name", "it must be the table's name: '" + table.name() + "'");
        }
        section.word("logicalType", List.of("object"));
        section.word("physicalType", List.of("table", "csv"));
        section.text("description");
        String grain = section.text("dataGranularityDescription");
        List<ColumnSpec> columns = section.list("properties", ContractReader::column);
        long distinct = columns.stream().map(ColumnSpec::name).distinct().count();
        if (distinct != columns.size()) {
            section.wrong("properties", "two columns have the same name");
        }
        if (columns.isEmpty()) {
            section.missing("properties");
        }
        return new TableContract(table, purpose, grain, columns);
    }

    private static ColumnSpec column(Section section) {
        String name = section.text("name");
        section.word("logicalType", LOGICAL.stream().sorted().toList());
        String type = section.text("physicalType");
        if (section.has("physicalType") && !TYPE.matcher(type).matches()) {
            section.wrong("physicalType", "'" + type + "' is not a type that tables may have");
        }
        String description = section.text("description");
        String privacy = section.word("classification", PrivacyClass.words());
        boolean key = section.flag("primaryKey", false);
        int position = section.number("primaryKeyPosition", key ? 1 : 0, 1, 9);
        section.texts("examples");
        section.flag("unique", false);
        List<String> references = section.list("relationships", each -> each.text("to"));
        boolean lineage = section.list(
                        "customProperties",
                        each -> each.word("property", List.of("lineage")) + each.flag("value", false))
                .contains("lineagetrue");
        return new ColumnSpec(
                name,
                type,
                description,
                PrivacyClass.of(privacy),
                section.flag("required", false) || key,
                key ? position : 0,
                references,
                lineage);
    }
}
