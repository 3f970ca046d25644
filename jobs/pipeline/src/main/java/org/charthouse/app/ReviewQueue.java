package org.charthouse.app;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.identity.IdentityJob;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Finished;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.spec.TableName;

/** Pairs of records of which a person is to say whether they are of one person, and what was said. */
public final class ReviewQueue {

    /** Tables of which it shows rows. */
    public static final List<String> TABLES = List.of(
            "identity.review",
            "identity.link",
            "identity.decision",
            "identity.pair",
            "identity.overlay",
            "core.patient");

    /** First what would bring most records together. */
    private static final String PAIRS = """
            WITH size AS (SELECT person_id, count(*) AS records FROM identity.link GROUP BY person_id)
            SELECT
              concat(source_system_a, '/', patient_id_a) AS a,
              concat(source_system_b, '/', patient_id_b) AS b,
              r.reason, r.comparison, r.score,
              one.person_id AS person_a, other.person_id AS person_b,
              ones.records + others.records AS records,
              d.decision, d.note, d.decided_by
            FROM identity.review AS r
            INNER JOIN identity.link AS one ON one.source_system = source_system_a AND one.patient_id = patient_id_a
            INNER JOIN identity.link AS other ON other.source_system = source_system_b AND other.patient_id = patient_id_b
            INNER JOIN size AS ones ON ones.person_id = one.person_id
            INNER JOIN size AS others ON others.person_id = other.person_id
            LEFT JOIN identity.decision AS d USING (source_system_a, patient_id_a, source_system_b, patient_id_b)
            WHERE coalesce(d.decision, 'undone') = 'undone' OR (d.decision = 'deferred' AND d.deferred_until < :as_of)
            ORDER BY records DESC, score DESC, a, b
            """;

    private static final String DECISIONS = """
            SELECT
              concat(source_system_a, '/', patient_id_a) AS a,
              concat(source_system_b, '/', patient_id_b) AS b,
              decision, note, deferred_until, decided_by, decided_at
            FROM identity.decision
            ORDER BY decided_at DESC, a, b
            """;

    private final House house;
    private final Lake lake;
    private final Finished finished;
    private final JobEntry linked;

    /**
     * What jobs have finished now.
     *
     * @throws UserError if no records were linked yet, or an earlier version made the lake
     */
    public ReviewQueue(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
        this.finished = house.finished(lake);
        this.linked = finished.of(IdentityJob.NAME)
                .filter(entry -> entry.outputs().containsKey(TableName.of("identity.pair")))
                .orElseThrow(() -> new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "There is nothing to review yet",
                                null,
                                "no run of this version has linked records",
                                "let 'charthouse run' do so first")));
    }

    /** The number of the manifest in force. */
    public long manifest() {
        return finished.state().run();
    }

    /** The date that the results stand for; deferred pairs come back by it. */
    public LocalDate asOf() {
        return linked.asOf();
    }

    /** What is to be decided: {@code a, b, reason, comparison, score, person_a, person_b, records, ...}. */
    public Dataset<Row> pairs() {
        return sql().query(PAIRS);
    }

    /** What was decided, newest first. */
    public Dataset<Row> decisions() {
        return sql().query(DECISIONS);
    }

    /** The person of a record; empty where there is no such record. */
    public Optional<String> person(RecordName record) {
        return rows("identity.link")
                .filter(col("source_system")
                        .equalTo(record.source())
                        .and(col("patient_id").equalTo(record.id())))
                .select("person_id")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .findFirst();
    }

    /** Those of some records that there are. */
    Set<RecordName> known(List<RecordName> records) {
        List<Row> asked = records.stream()
                .map(record -> RowFactory.create(record.source(), record.id()))
                .toList();
        StructType form =
                rows("identity.link").select("source_system", "patient_id").schema();
        Set<RecordName> known = new HashSet<>();
        rows("identity.link")
                .join(
                        lake.session().createDataFrame(asked, form),
                        new String[] {"source_system", "patient_id"},
                        "left_semi")
                .select("source_system", "patient_id")
                .collectAsList()
                .forEach(row -> known.add(new RecordName(row.getString(0), row.getString(1))));
        return known;
    }

    /** The versions of the model, newest first. */
    public List<Row> versions() {
        return rows("identity.model").orderBy(col("trained_in").desc()).collectAsList();
    }

    /** That there is no such version of the model. */
    public UserError noVersion(String name) {
        List<String> names = versions().stream()
                .map(row -> row.<String>getAs("model_version"))
                .toList();
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "No such version of the model",
                        null,
                        "none is called '" + name + "'",
                        NearestWord.cure(name, names)));
    }

    /** Records that may have been overwritten with another person. */
    public Dataset<Row> overlays() {
        return rows("identity.overlay").orderBy("found_on", "source_system", "patient_id");
    }

    /** All records of a person. */
    public List<RecordName> records(String person) {
        return rows("identity.link")
                .filter(col("person_id").equalTo(person))
                .select("source_system", "patient_id")
                .collectAsList()
                .stream()
                .map(row -> new RecordName(row.getString(0), row.getString(1)))
                .sorted()
                .toList();
    }

    /** A record as its source has it; empty where there is none. */
    public Optional<Row> patient(RecordName record) {
        return rows("core.patient")
                .filter(col("source_system")
                        .equalTo(record.source())
                        .and(col("patient_id").equalTo(record.id())))
                .collectAsList()
                .stream()
                .findFirst();
    }

    /** A pair that was found likely; empty where it was not. */
    public Optional<Row> likely(RecordName a, RecordName b) {
        return rows("identity.pair")
                .filter(col("source_system_a")
                        .equalTo(a.source())
                        .and(col("patient_id_a").equalTo(a.id())))
                .filter(col("source_system_b")
                        .equalTo(b.source())
                        .and(col("patient_id_b").equalTo(b.id())))
                .collectAsList()
                .stream()
                .findFirst();
    }

    /** What the levels of a version of the model say. */
    public Dataset<Row> levels(String version) {
        return rows("identity.model_level").filter(col("model_version").equalTo(version));
    }

    private DeclaredSql sql() {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(asOf());
        TABLES.forEach(name -> sql.with(name, rows(name)));
        return sql;
    }

    private Dataset<Row> rows(String name) {
        TableName table = TableName.of(name);
        long version = finished.state().tables().getOrDefault(table, Lake.ABSENT);
        return version == Lake.ABSENT ? lake.empty(house.definition(table)) : lake.read(table, version);
    }
}
