package org.charthouse.flatten;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.fhir.CompiledView;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/**
 * Patients of whom a table must be made anew: those to whom a resource that changed belongs, those to whom it belonged
 * before (it may have been moved or deleted), and those whose person changed.
 *
 * @param resource the table of the resource
 * @param view the view that tells whose a resource is
 * @param link who is which person
 */
record AffectedPatients(TableName resource, CompiledView view, TableName link) {

    private static final String[] KEY = {"source_system", "id"};
    private static final String[] PERSON = {"source_system", "patient_id", "person_id"};

    /** Columns source_system, patient_id; distinct. */
    Dataset<Row> of(JobContext context) {
        long since = context.previous().orElseThrow().ranIn() + 1;
        Dataset<Row> changed = context.read(resource).filter(col("changed_in").geq(since));
        Dataset<Row> before =
                context.lastRead(resource).orElseThrow().join(changed.select("source_system", "id"), KEY, "left_semi");
        Dataset<Row> now = context.read(link).select(PERSON[0], PERSON[1], PERSON[2]);
        Dataset<Row> then = context.lastRead(link)
                .map(links -> links.select(PERSON[0], PERSON[1], PERSON[2]))
                .orElse(now.limit(0));
        return patients(changed)
                .union(patients(before))
                .union(now.except(then).select("source_system", "patient_id"))
                .union(then.except(now).select("source_system", "patient_id"))
                .distinct();
    }

    private Dataset<Row> patients(Dataset<Row> resources) {
        return view.apply(FlattenJob.alive(resources)).select("source_system", "patient_id");
    }
}
