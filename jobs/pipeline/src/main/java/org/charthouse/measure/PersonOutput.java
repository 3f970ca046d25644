package org.charthouse.measure;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.ResourceDate;
import org.charthouse.measure.data.SourceIds;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.Evidence;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.Descriptor;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.population.Membership.Observation;
import org.charthouse.measure.population.PopulationCode;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/** What a measure found of a person in a period, as rows: populations, observations, evidence, failures. */
final class PersonOutput {

    static final String RESULT = "result";
    static final String OBSERVED = "observed";
    static final String EVIDENCE = "evidence";
    static final String FAILURE = "failure";
    static final String STRATUM = "stratum";
    static final String CARE = "care";

    /** The rows of all kinds; what does not apply to a kind is null. */
    static final StructType ROW = new StructType()
            .add("kind", DataTypes.StringType)
            .add("person_id", DataTypes.StringType)
            .add("measure_name", DataTypes.StringType)
            .add("measure_version", DataTypes.StringType)
            .add("period_start_on", DataTypes.DateType)
            .add("period_end_on", DataTypes.DateType)
            .add("group_number", DataTypes.IntegerType)
            .add("population_code", DataTypes.StringType)
            .add("member_count", DataTypes.IntegerType)
            .add("observed_value", DataTypes.createDecimalType(28, 8))
            .add("definition_name", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("resource_type", DataTypes.StringType)
            .add("resource_id", DataTypes.StringType)
            .add("evidence_on", DataTypes.DateType)
            .add("place", DataTypes.StringType)
            .add("problem", DataTypes.StringType)
            .add("stratum_value", DataTypes.StringType);

    private static final int NAMED = 7;

    private final String person;
    private final String onlySource;
    private final MeasureSet set;
    private final CompiledMeasure measure;
    private final MeasurementPeriod period;

    /**
     * What is found of a person.
     *
     * @param onlySource the source of resources whose ids do not tell it
     * @param period {@code START/END}
     */
    PersonOutput(String person, String onlySource, MeasureSet set, CompiledMeasure measure, String period) {
        this.person = person;
        this.onlySource = onlySource;
        this.set = set;
        this.measure = measure;
        this.period = MeasurementPeriod.parse(period).orElseThrow();
    }

    void add(Subject subject, List<Row> rows) {
        for (Group group : measure.measure().groups()) {
            try {
                add(group, measure.evaluate(group.number(), subject), subject, rows);
            } catch (CqlException e) {
                rows.add(failure(group, e));
            }
        }
    }

    /** A person in no population has no row: the measure is not about her. A ratio may have two initial populations. */
    private void add(Group group, Membership membership, Subject subject, List<Row> rows) {
        if (membership.members().values().stream().allMatch(List::isEmpty)) {
            return;
        }
        Map<String, Definition> definitions = measure.definitions(group.number());
        for (String population : membership.members().keySet()) {
            int count = membership.count(population);
            rows.add(row(RESULT, group, population, count));
            Definition definition = definitions.get(population);
            if (count > 0 && definition != null && !population.equals(PopulationCode.INITIAL)) {
                Evidence.of(definition, subject).forEach(item -> rows.add(evidence(group, population, item)));
            }
        }
        for (Descriptor descriptor : measure.descriptors(group.number())) {
            strata(group, descriptor, membership, subject, rows);
        }
        if (membership.count(PopulationCode.DENOMINATOR) > 0) {
            set.care(measure, group.number()).ifPresent(care -> rows.add(care(group, care, subject)));
        }
        for (Observation observation : membership.observations()) {
            BigDecimal value = number(observation.value());
            rows.add(row(OBSERVED, group, observation.population(), null, value));
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof Quantity quantity) {
            return quantity.value();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private Row evidence(Group group, String population, Evidence.Item item) {
        return resource(EVIDENCE, group, item.resource(), population, item.definition());
    }

    /** The last care of the kind that the numerator looks for, whether it counts or not. */
    private Row care(Group group, CareSought sought, Subject subject) {
        Element last = sought.last(subject, period.end()).orElse(null);
        return resource(CARE, group, last, null, sought.types());
    }

    private Row resource(
            String kind, Group group, @Nullable Element resource, @Nullable String population, String foundBy) {
        if (resource == null) {
            return row(kind, group, population, null, null, foundBy);
        }
        String id = String.valueOf(resource.text("id"));
        String source = SourceIds.source(id);
        return row(
                kind,
                group,
                population,
                null,
                null,
                foundBy,
                source.isEmpty() ? onlySource : source,
                resource.type(),
                SourceIds.bare(id),
                ResourceDate.of(resource).map(Date::valueOf).orElse(null));
    }

    /** Where episodes are counted and a stratifier selects some of them, each population is parted into these and the others. */
    private void strata(Group group, Descriptor descriptor, Membership membership, Subject subject, List<Row> rows) {
        Optional<Set<Object>> selected =
                group.basis().equals("boolean") ? Optional.empty() : descriptor.episodes(subject);
        if (selected.isEmpty()) {
            descriptor.values(subject).forEach(value -> rows.add(stratum(group, descriptor, value, null, null)));
            return;
        }
        membership.members().forEach((population, episodes) -> {
            int within = (int) episodes.stream()
                    .filter(episode -> selected.get().contains(Descriptor.key(episode)))
                    .count();
            if (within > 0) {
                rows.add(stratum(group, descriptor, "true", population, within));
            }
            if (within < episodes.size()) {
                rows.add(stratum(group, descriptor, "false", population, episodes.size() - within));
            }
        });
    }

    private Row stratum(
            Group group, Descriptor descriptor, String value, @Nullable String population, @Nullable Integer count) {
        return row(
                STRATUM, group, population, count, null, descriptor.name(), null, null, null, null, null, null, value);
    }

    private Row failure(Group group, CqlException failure) {
        return row(
                FAILURE,
                group,
                null,
                null,
                null,
                String.join(" < ", failure.within()),
                null,
                null,
                null,
                null,
                failure.locator(),
                failure.getMessage());
    }

    private Row row(String kind, Group group, @Nullable Object... values) {
        MeasureDefinition definition = measure.measure();
        @Nullable Object[] all = new Object[ROW.size()];
        all[0] = kind;
        all[1] = person;
        all[2] = definition.name();
        all[3] = definition.version();
        all[4] = Date.valueOf(period.start());
        all[5] = Date.valueOf(period.end());
        all[6] = group.number();
        System.arraycopy(values, 0, all, NAMED, values.length);
        return RowFactory.create(all);
    }
}
