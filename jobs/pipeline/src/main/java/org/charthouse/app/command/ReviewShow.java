package org.charthouse.app.command;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.RecordName;
import org.charthouse.app.ReviewQueue;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse identity review show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows two records side by side, and what each comparison says; writes to the access log.")
final class ReviewShow implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Parameters(index = "0", paramLabel = "RECORD", description = "SOURCE/ID of a record, as 'list' shows it.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "RECORD", description = "SOURCE/ID of the other.")
    private String second = "";

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        ReviewQueue queue = new ReviewQueue(house, lake);
        RecordName one = RecordName.of(first);
        RecordName other = RecordName.of(second);
        RecordName a = one.compareTo(other) < 0 ? one : other;
        RecordName b = one.compareTo(other) < 0 ? other : one;
        Row left = patient(queue, a);
        Row right = patient(queue, b);
        Optional<Row> likely = queue.likely(a, b);
        purpose.access(house, lake, "identity review show", a + " " + b).shown(queue.manifest(), ReviewQueue.TABLES, 2);
        values(house, a, b, left, right);
        likely.ifPresentOrElse(
                pair -> weights(queue, pair), () -> System.out.println("The model did not find them likely."));
        String person = queue.person(a).orElse("");
        System.out.println(
                person.equals(queue.person(b).orElse(""))
                        ? "They are of one person, of " + queue.records(person).size() + " records."
                        : "They are of two persons.");
        return 0;
    }

    private static Row patient(ReviewQueue queue, RecordName record) {
        return queue.patient(record)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        new Problem(
                                "No such record",
                                null,
                                "no source in force has a patient of that number",
                                "write it as 'identity review list' shows it")));
    }

    private static void values(House house, RecordName a, RecordName b, Row left, Row right) {
        TextTable table = TextTable.whole(List.of("", a.toString(), b.toString()));
        house.specs().link().fields().stream()
                .flatMap(field -> field.columns().stream())
                .forEach(column -> table.add(List.of(column, text(left, column), text(right, column))));
        table.print(System.out);
        System.out.println();
    }

    /** What each comparison says, in bits: ten are odds of a thousand to one. */
    private static void weights(ReviewQueue queue, Row pair) {
        Map<String, Double> weights = new HashMap<>();
        queue.levels(pair.getAs("model_version"))
                .collectAsList()
                .forEach(row ->
                        weights.put(row.getAs("comparison") + ": " + row.getAs("level"), row.<Double>getAs("weight")));
        TextTable table = TextTable.whole(List.of("compared", "bits", "which says"));
        for (String level : pair.<String>getAs("comparison").split("; ", -1)) {
            double weight = weights.getOrDefault(level, 0.0);
            table.add(List.of(
                    level, String.format(Locale.ROOT, "%.1f", weight), weight < 0 ? "two persons" : "one person"));
        }
        table.print(System.out);
        System.out.printf(
                Locale.ROOT,
                "With how rare shared values are, and how rare it is that two records are of one person: %.1f bits, a likelihood of"
                        + " %.4f.%nDecided: %s, %s.%n",
                pair.<Double>getAs("odds"),
                pair.<Double>getAs("score"),
                pair.<String>getAs("decision"),
                pair.<String>getAs("reason"));
    }

    private static String text(Row row, String column) {
        return Objects.toString(row.getAs(column), "");
    }
}
