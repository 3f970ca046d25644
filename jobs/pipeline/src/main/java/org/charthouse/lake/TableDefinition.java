package org.charthouse.lake;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/**
 * The physical form of a table.
 *
 * @param table its name
 * @param schema columns in order, with their descriptions as comments
 * @param key primary key
 * @param lineage columns that are left out of content hashes
 * @param statistics columns of which Delta may keep the least and greatest value in clear
 */
public record TableDefinition(
        TableName table, StructType schema, List<String> key, Set<String> lineage, List<String> statistics) {

    /** Sorted, because its text is part of the definition of jobs, and the order of an immutable set differs between processes. */
    public TableDefinition {
        lineage = Collections.unmodifiableSortedSet(new TreeSet<>(lineage));
    }

    /** Columns of {@code fhir.*} tables that tell when and how a row came, and are no content. */
    public static final Set<String> FHIR_LINEAGE =
            Set.of("row_hash", "changed_in", "delivery_on", "version_at", "place", "source_hash", "corrections");

    private static final Set<DataType> WITH_STATISTICS = Set.of(
            DataTypes.StringType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DoubleType,
            DataTypes.DateType,
            DataTypes.TimestampType);

    /** The form that a contract asks for. */
    public static TableDefinition of(TableContract contract) {
        StructType schema = new StructType();
        for (ColumnSpec column : contract.columns()) {
            schema = schema.add(field(column));
        }
        StructType whole = schema;
        return new TableDefinition(
                contract.table(),
                whole,
                contract.key(),
                Set.copyOf(contract.columns().stream()
                        .filter(ColumnSpec::lineage)
                        .map(ColumnSpec::name)
                        .toList()),
                contract.columns().stream()
                        .filter(column -> column.privacy() == PrivacyClass.TECHNICAL)
                        .map(ColumnSpec::name)
                        .filter(name -> keepsStatistics(whole.apply(name).dataType()))
                        .toList());
    }

    private static StructField field(ColumnSpec column) {
        Metadata comment =
                new MetadataBuilder().putString("comment", column.description()).build();
        return new StructField(column.name(), DataType.fromDDL(column.type()), true, comment);
    }

    private static boolean keepsStatistics(DataType type) {
        return WITH_STATISTICS.contains(type) || type instanceof DecimalType;
    }
}
