package org.charthouse.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.conform.correction.Corrections;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.TableName;

/**
 * The form of {@code fhir.<resource>}: the source system, the kept elements, and how the row came to be.
 *
 * @param tree the kept elements
 * @param definition of the table
 */
record ResourceTable(ElementTree tree, TableDefinition definition) {

    static final String SOURCE = "source_system";
    static final String ID = "id";
    /** Of a version: its text, where it arrived as FHIR. */
    static final String TEXT = "text";
    /** Of a version: the struct of its kept elements, where it did not. */
    static final String RESOURCE = "resource";

    static final String HASH = "row_hash";
    static final String CHANGED_IN = "changed_in";
    static final String DELETED = "is_deleted";
    static final String DELIVERY = "delivery_on";
    /** The time of the version: what the source says, or the day of its delivery. */
    static final String VERSION = "version_at";
    /** Where the version was first said, see {@link RawRows}; null where several lines make it. */
    static final String PLACE = "place";
    /** MD5 of the line that says it; null where several lines make it. */
    static final String SOURCE_HASH = "source_hash";

    /** Names of the corrections that changed it; null where none did. */
    static final String CORRECTIONS = "corrections";

    static ResourceTable of(ElementList elements) {
        StructType resource = FhirSchema.of(elements.resource(), elements.paths());
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(SOURCE, DataTypes.StringType, true));
        fields.addAll(Arrays.asList(resource.fields()));
        fields.add(DataTypes.createStructField(DELIVERY, DataTypes.DateType, true));
        fields.add(DataTypes.createStructField(VERSION, DataTypes.TimestampType, true));
        fields.add(DataTypes.createStructField(PLACE, DataTypes.StringType, true));
        fields.add(DataTypes.createStructField(SOURCE_HASH, DataTypes.StringType, true));
        fields.add(DataTypes.createStructField(CORRECTIONS, Corrections.NAMES, true));
        fields.add(DataTypes.createStructField(HASH, DataTypes.LongType, true));
        fields.add(DataTypes.createStructField(CHANGED_IN, DataTypes.LongType, true));
        fields.add(DataTypes.createStructField(DELETED, DataTypes.BooleanType, true));
        TableDefinition definition = new TableDefinition(
                TableName.ofResource(elements.resource()),
                DataTypes.createStructType(fields),
                List.of(SOURCE, ID),
                TableDefinition.FHIR_LINEAGE,
                List.of(SOURCE, CHANGED_IN));
        return new ResourceTable(ElementTree.of(elements.resource(), resource), definition);
    }

    /** Names of the resource's own columns. */
    List<String> elements() {
        return List.of(tree.schema().fieldNames());
    }
}
