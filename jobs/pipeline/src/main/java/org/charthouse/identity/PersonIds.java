package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha1;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.unhex;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Gives each component of records a person id that stays: the person who already holds most of its records, and a new
 * one only where there is none. An id is never given twice.
 */
final class PersonIds {

    /** UUID of the namespace in which person ids are made (RFC 9562, version 5). */
    private static final String NAMESPACE = "6f1f5a0c2f0e5d0f9d0b3a6a4be0c417";

    private PersonIds() {}

    /**
     * The person of each component.
     *
     * @param components columns {@code record, component, held_person}: who it was so far, or null
     * @param persons columns {@code person_id, made_in}: all that ever were, and the run that made them
     * @return columns {@code component, person_id}
     */
    static Dataset<Row> assign(Dataset<Row> components, Dataset<Row> persons) {
        Dataset<Row> claims = components
                .filter(col("held_person").isNotNull())
                .withColumnRenamed("held_person", "person_id")
                .join(persons, new String[] {"person_id"}, "left")
                .groupBy("component", "person_id")
                .agg(count(lit(1)).as("records"), min("made_in").as("made_in"));
        Dataset<Row> kept = first(first(claims, "person_id", "component"), "component", "person_id")
                .select("component", "person_id");
        Dataset<Row> without = components
                .select("component")
                .distinct()
                .join(kept, components.col("component").equalTo(kept.col("component")), "left_anti");
        return kept.unionByName(minted(without, persons));
    }

    /** Of several, the one with most records, then the oldest person, then the smallest name. */
    private static Dataset<Row> first(Dataset<Row> claims, String per, String of) {
        Column nth =
                row_number().over(Window.partitionBy(per).orderBy(col("records").desc(), col("made_in"), col(of)));
        return claims.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth");
    }

    /** The number of persons so far is part of the name: as no person is ever forgotten, no name comes twice. */
    private static Dataset<Row> minted(Dataset<Row> components, Dataset<Row> persons) {
        Column name = concat(col("component"), lit("#" + persons.count()));
        return components.select(col("component"), uuid5(name).as("person_id"));
    }

    /** A version 5 UUID of a name. */
    static Column uuid5(Column name) {
        Column hash = sha1(concat(unhex(lit(NAMESPACE)), name.cast("binary")));
        Column variant = substring(lit("89ab"), 1, 4);
        Column nibble =
                conv(substring(hash, 17, 1), 16, 10).cast("int").mod(lit(4)).plus(1);
        return concat_ws(
                "-",
                substring(hash, 1, 8),
                substring(hash, 9, 4),
                concat(lit("5"), substring(hash, 14, 3)),
                concat(variant.substr(nibble, lit(1)), substring(hash, 18, 3)),
                substring(hash, 21, 12));
    }
}
