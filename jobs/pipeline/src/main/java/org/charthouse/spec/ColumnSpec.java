package org.charthouse.spec;

import java.util.List;

/**
 * One column of a table contract (a property of an Open Data Contract Standard schema object).
 *
 * @param name snake_case
 * @param type a Spark SQL type, such as {@code decimal(18,6)}
 * @param description what an analyst reads in the dictionary
 * @param privacy how private its values are
 * @param required whether a row without it is wrong
 * @param keyPosition 1-based position in the primary key, 0 where it is not part of it
 * @param references columns, as {@code zone.table.column}, one of whose values it must hold within the same source
 * @param lineage whether it tells how the row came to be; such columns are left out of content hashes
 */
public record ColumnSpec(
        String name,
        String type,
        String description,
        PrivacyClass privacy,
        boolean required,
        int keyPosition,
        List<String> references,
        boolean lineage) {}
