package org.charthouse.measure;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/**
 * The persons whose results may be others than at the last run: those to whom a resource that changed belongs or belonged,
 * whose records were linked otherwise, or of whose records another became the golden one.
 */
final class ChangedPersons {

    private static final String CHANGED_IN = "changed_in";
    private static final String[] KEY = {PersonRows.SOURCE, "id"};
    private static final String[] PATIENT = {PersonRows.SOURCE, PersonRows.PATIENT_ID};

    private final JobContext context;
    private final PersonRows rows;

    ChangedPersons(JobContext context, PersonRows rows) {
        this.context = context;
        this.rows = rows;
    }

    /** Their ids, in one column; empty where all must be counted anew, because what all share has changed. */
    Optional<Dataset<Row>> ids() {
        List<Dataset<Row>> patients = new ArrayList<>();
        for (String type : rows.types()) {
            TableName table = TableName.ofResource(type);
            if (isUnchanged(table)) {
                continue;
            }
            Optional<Column> patient = rows.patient(type);
            Optional<Dataset<Row>> before = context.lastRead(table);
            if (patient.isEmpty() || before.isEmpty()) {
                return Optional.empty();
            }
            Dataset<Row> changed = context.read(table).filter(col(CHANGED_IN).geq(since()));
            patients.add(patients(changed, patient.get()));
            patients.add(patients(before.get().join(changed.select(KEY[0], KEY[1]), KEY, "left_semi"), patient.get()));
        }
        return persons(patients);
    }

    private Optional<Dataset<Row>> persons(List<Dataset<Row>> patients) {
        Optional<Dataset<Row>> linksBefore = context.lastRead(PersonRows.LINK);
        Optional<Dataset<Row>> goldenBefore = context.lastRead(PersonRows.GOLDEN);
        if (linksBefore.isEmpty() || goldenBefore.isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> links = keys(context.read(PersonRows.LINK));
        Dataset<Row> then = keys(linksBefore.get());
        Dataset<Row> golden = keys(context.read(PersonRows.GOLDEN));
        Dataset<Row> persons = differing(links, then).union(differing(golden, keys(goldenBefore.get())));
        for (Dataset<Row> each : patients) {
            persons = persons.union(links.join(each, PATIENT, "left_semi").select(PersonRows.PERSON));
        }
        return Optional.of(persons.distinct());
    }

    private static Dataset<Row> differing(Dataset<Row> now, Dataset<Row> then) {
        return now.except(then).union(then.except(now)).select(PersonRows.PERSON);
    }

    private static Dataset<Row> keys(Dataset<Row> rows) {
        return rows.select(PATIENT[0], PATIENT[1], PersonRows.PERSON);
    }

    private static Dataset<Row> patients(Dataset<Row> resources, Column patient) {
        return resources.select(col(PersonRows.SOURCE), patient.as(PersonRows.PATIENT_ID));
    }

    private long since() {
        return context.previous().orElseThrow().ranIn() + 1;
    }

    private boolean isUnchanged(TableName table) {
        return Objects.equals(
                context.previous().orElseThrow().inputs().get(table),
                context.pinned().get(table));
    }
}
