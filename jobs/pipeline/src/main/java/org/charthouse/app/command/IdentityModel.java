package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.ReviewQueue;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse identity model}. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the model has learnt: how often each level is found in pairs of one person (m) and of two (u), and what",
            "that says in bits. A new version is trained when conf/identity changes, as when its model gets another name, and",
            "when there are twice as many records."
        })
final class IdentityModel implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(
            names = "--version",
            paramLabel = "NAME",
            description = "Another version than the newest, as --versions lists it.")
    private String version = "";

    @Option(names = "--versions", description = "List the versions instead.")
    private boolean isListed;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        ReviewQueue queue = new ReviewQueue(house, lake);
        List<Row> versions = queue.versions();
        if (isListed) {
            versions.forEach(IdentityModel::print);
            return 0;
        }
        Row shown = version.isEmpty()
                ? versions.get(0)
                : versions.stream()
                        .filter(row -> row.getAs("model_version").equals(version))
                        .findFirst()
                        .orElseThrow(() -> queue.noVersion(version));
        print(shown);
        TextTable table = TextTable.whole(List.of("comparison", "level", "m", "u", "bits", ""));
        queue.levels(shown.getAs("model_version"))
                .orderBy("position")
                .collectAsList()
                .forEach(row -> {
                    double weight = row.getAs("weight");
                    table.add(List.of(
                            row.getAs("comparison"),
                            row.getAs("level"),
                            String.format(Locale.ROOT, "%.5f", row.<Double>getAs("m")),
                            String.format(Locale.ROOT, "%.7f", row.<Double>getAs("u")),
                            String.format(Locale.ROOT, "%+.1f", weight),
                            (weight < 0 ? "-" : "+").repeat((int) Math.min(20, Math.round(Math.abs(weight))))));
                });
        table.print(System.out);
        return 0;
    }

    private static void print(Row version) {
        System.out.printf(
                Locale.ROOT,
                "%s: trained in run %d on %,d records, as %s; one pair in %,.0f is of one person%n",
                version.getAs("model_version"),
                version.<Long>getAs("trained_in"),
                version.<Long>getAs("records"),
                version.getAs("because"),
                1 / Math.max(version.<Double>getAs("lambda"), Double.MIN_NORMAL));
    }
}
