package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.ElementLists;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse feed drift}. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what feeds deliver and the lists do not keep: elements, extensions by url, columns, whole types;",
            "with the number of records and the first and last delivery that carry it, newest first.",
            "Listed: the list has such an element by now, or the value did not fit it."
        })
final class FeedDrift implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--feed", paramLabel = "NAME", description = "One feed alone.")
    private @Nullable String feed;

    @Option(names = "--json", description = "Print each path as a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        House house = options.house();
        refuseUnknownFeed(house);
        Lake lake = house.lake();
        ElementLists lists = ElementLists.of(house.specs().paths());
        List<Row> found = found(lake, house.manifest(lake));
        TextTable table = TextTable.whole(List.of("feed", "kind", "records", "first", "last", "listed", "not kept"));
        found.forEach(row -> {
            if (json) {
                System.out.println(object(row, lists.keeps(row.getString(2))));
            } else {
                table.add(List.of(
                        row.getString(0),
                        row.getString(1),
                        String.valueOf(row.getLong(3)),
                        String.valueOf(row.getDate(4)),
                        String.valueOf(row.getDate(5)),
                        lists.keeps(row.getString(2)) ? "yes" : "no",
                        row.getString(2)));
            }
        });
        if (!json) {
            table.print(System.out);
            System.out.println(found.size() + " paths are not kept");
        }
        return 0;
    }

    private static ObjectNode object(Row row, boolean listed) {
        return JSON.createObjectNode()
                .put("feed", row.getString(0))
                .put("kind", row.getString(1))
                .put("path", row.getString(2))
                .put("records", row.getLong(3))
                .put("first", String.valueOf(row.getDate(4)))
                .put("last", String.valueOf(row.getDate(5)))
                .put("listed", listed);
    }

    private List<Row> found(Lake lake, Manifest manifest) {
        List<Dataset<Row>> both = new ArrayList<>();
        long drift = version(manifest, IngestJob.DRIFT);
        if (drift != Lake.ABSENT) {
            Dataset<Row> files =
                    lake.read(IngestJob.FILE, version(manifest, IngestJob.FILE)).select("file_no", "delivery_on");
            both.add(lake.read(IngestJob.DRIFT, drift)
                    .join(files, "file_no")
                    .select("feed", "kind", "path", "rows", "delivery_on"));
        }
        long quarantine = version(manifest, IngestJob.QUARANTINE);
        if (quarantine != Lake.ABSENT) {
            both.add(types(lake.read(IngestJob.QUARANTINE, quarantine)));
        }
        return both.stream()
                .reduce(Dataset::union)
                .map(this::counted)
                .map(Dataset::collectAsList)
                .orElse(List.of());
    }

    /** Resources of a type without a list are kept aside whole, so that their elements were never counted. */
    private static Dataset<Row> types(Dataset<Row> quarantine) {
        return quarantine
                .filter(col("rule").equalTo(IngestJob.TYPE_NOT_KEPT))
                .select(col("feed"), col("kind"), col("kind").as("path"), lit(1L).as("rows"), col("delivery_on"));
    }

    private Dataset<Row> counted(Dataset<Row> paths) {
        return (feed == null ? paths : paths.filter(col("feed").equalTo(feed)))
                .groupBy("feed", "kind", "path")
                .agg(
                        sum("rows").as("records"),
                        min("delivery_on").as("first"),
                        max("delivery_on").as("last"))
                .orderBy(col("last").desc(), col("feed"), col("kind"), col("path"));
    }

    private static long version(Manifest manifest, TableName table) {
        return manifest.tables().getOrDefault(table, Lake.ABSENT);
    }

    private void refuseUnknownFeed(House house) {
        if (feed != null && !house.specs().feeds().containsKey(feed)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "Unknown feed '" + feed + "'",
                            Place.of("--feed"),
                            "no file under conf/feeds has that name",
                            NearestWord.cure(feed, house.specs().feeds().keySet())));
        }
    }
}
