package org.charthouse.measure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;

/** Evaluates all measures over all periods for the persons of a partition, whose rows stand together. */
final class PersonEvaluation implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    private final Broadcast<Plan> plan;

    /**
     * What every task needs.
     *
     * @param measures the measures
     * @param rowTypes the row type of each resource type
     * @param shared resources that belong to nobody, as {@link PersonRows} packs them
     * @param periods by measure, in the order of the configuration, as {@code START/END}
     * @param onlySource the source of all resources; empty where there are several, and ids must be told apart by source
     */
    record Plan(
            MeasureHandle measures,
            HashMap<String, StructType> rowTypes,
            ArrayList<Row> shared,
            HashMap<String, ArrayList<String>> periods,
            String onlySource)
            implements Serializable {}

    PersonEvaluation(Broadcast<Plan> plan) {
        this.plan = plan;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Persons(rows, new Work(plan.value()));
    }

    /** The state of one task. */
    private static final class Work {
        private final Plan plan;
        private final MeasureSet set;
        private final RowReader reader;
        private final Map<String, Subject> populations = new HashMap<>();

        Work(Plan plan) {
            this.plan = plan;
            this.set = plan.measures.set();
            this.reader = new RowReader(plan.rowTypes, plan.onlySource, plan.measures.evaluation());
        }

        private Subject population(String period) {
            return populations.computeIfAbsent(period, unknown -> {
                Map<String, List<Element>> shared = new LinkedHashMap<>();
                for (Row row : plan.shared) {
                    shared.computeIfAbsent(row.getAs(PersonRows.TYPE), type -> new ArrayList<>())
                            .add(reader.read(row));
                }
                Run run = MeasurementPeriod.parse(period).orElseThrow().run(plan.measures.evaluation());
                return set.program().population(run, shared);
            });
        }

        private PersonOutput output(String person, CompiledMeasure measure, String period) {
            return new PersonOutput(person, plan.onlySource, set, measure, period);
        }

        void evaluate(String person, Map<String, List<Element>> resources, List<Row> results) {
            Map<String, Subject> subjects = new HashMap<>();
            for (CompiledMeasure measure : set.measures()) {
                for (String period : plan.periods.getOrDefault(measure.measure().name(), new ArrayList<>())) {
                    Subject subject = subjects.computeIfAbsent(
                            period, each -> set.program().subject(population(each), resources));
                    output(person, measure, period).add(subject, results);
                }
            }
        }
    }

    /** Goes through the rows person by person. */
    private static final class Persons implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Work work;
        private final List<Row> ready = new ArrayList<>();
        private int given;
        private org.apache.spark.sql.@org.jspecify.annotations.Nullable Row next;

        Persons(Iterator<Row> rows, Work work) {
            this.rows = rows;
            this.work = work;
            this.next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (given == ready.size() && next != null) {
                ready.clear();
                given = 0;
                person(next);
            }
            return given < ready.size();
        }

        private void person(Row first) {
            String person = first.getAs(PersonRows.PERSON);
            Map<String, List<Element>> resources = new LinkedHashMap<>();
            Row row = first;
            while (row != null && person.equals(row.getAs(PersonRows.PERSON))) {
                String type = row.getAs(PersonRows.TYPE);
                resources.computeIfAbsent(type, unknown -> new ArrayList<>()).add(work.reader.read(row));
                row = rows.hasNext() ? rows.next() : null;
            }
            next = row;
            work.evaluate(person, resources, ready);
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return ready.get(given++);
        }
    }
}
