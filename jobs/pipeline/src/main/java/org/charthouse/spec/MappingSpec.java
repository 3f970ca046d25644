package org.charthouse.spec;

import java.util.List;

/**
 * How rows of the CSV extract become one FHIR resource type: a Spark SQL query over {@code extract.<table>} views whose
 * columns are FHIR elements.
 *
 * @param name the name of the file
 * @param resource the FHIR R4 resource type it makes
 * @param reads the extract tables it reads; each has the key column
 * @param key the column that says which resource a row belongs to
 * @param sql the query; stands beside the file as {@code <name>.sql}
 */
public record MappingSpec(String name, String resource, List<String> reads, String key, String sql) {

    static MappingSpec read(Section file, String sql) {
        MappingSpec spec = new MappingSpec(
                file.text("mapping"), file.text("resource"), file.texts("reads"), file.text("key"), sql);
        file.end();
        return spec;
    }
}
