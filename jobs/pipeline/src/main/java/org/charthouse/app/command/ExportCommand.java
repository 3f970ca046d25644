package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charthouse.app.Access;
import org.charthouse.app.Export;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.PublishedManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes resources of a published state as a FHIR bulk export: NDJSON files by type and source, and manifest.json.",
            "They stand as they were sent, as far as they are kept. Writes to the access log."
        })
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder, absent or empty.")
    private Path out = Path.of("");

    @Option(names = "--type", split = ",", paramLabel = "TYPE", description = "Resource types (default: all).")
    private List<String> types = new ArrayList<>();

    @Option(names = "--source", paramLabel = "NAME", description = "One source system alone.")
    private @Nullable String source;

    @Option(
            names = "--since-run",
            paramLabel = "N",
            description =
                    "Only what changed in run N, that run included, or later: after an export of manifest 7, ask for 8.")
    private long sinceRun;

    @Option(
            names = "--as-of-manifest",
            paramLabel = "N",
            description = "A published state (default: the one in force).")
    private @Nullable Long number;

    @Option(names = "--deleted", description = "Also tell what is deleted, as Bundles of DELETE requests.")
    private boolean deleted;

    @Option(names = "--gzip", description = "Compress the files.")
    private boolean gzip;

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Override
    public Integer call() {
        House house = options.house();
        refuseUnknown(house);
        Set<String> all = house.specs().elements().keySet();
        Export.Slice slice = new Export.Slice(
                new TreeSet<>(types.isEmpty() ? all : types), Optional.ofNullable(source), sinceRun, deleted, gzip);
        Lake lake = house.lake();
        house.manifest(lake);
        Access access = purpose.access(house, lake, "export", request());
        Path folder = out.toAbsolutePath().normalize();
        long rows = new Export(lake, state(house.manifests(lake)), slice).write(folder, request(), access);
        System.out.printf(Locale.ROOT, "%,d resources in %s%n", rows, folder);
        return 0;
    }

    private PublishedManifest state(ManifestStore manifests) {
        Manifest wanted = number == null ? manifests.latest() : manifests.published(number);
        return manifests.history().stream()
                .filter(each -> each.number() == wanted.run())
                .findFirst()
                .orElseThrow();
    }

    private String request() {
        List<String> asked = new ArrayList<>(List.of("charthouse export"));
        if (!types.isEmpty()) {
            asked.add("--type " + String.join(",", types));
        }
        if (source != null) {
            asked.add("--source " + source);
        }
        if (sinceRun > 0) {
            asked.add("--since-run " + sinceRun);
        }
        if (number != null) {
            asked.add("--as-of-manifest " + number);
        }
        if (deleted) {
            asked.add("--deleted");
        }
        return String.join(" ", asked);
    }

    private void refuseUnknown(House house) {
        Problems problems = new Problems();
        types.forEach(
                type -> known(problems, "--type", type, house.specs().elements().keySet()));
        if (source != null) {
            known(problems, "--source", source, Export.sources(house));
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems.sorted());
        }
    }

    private static void known(Problems problems, String option, String word, Collection<String> valid) {
        if (!valid.contains(word)) {
            problems.add(
                    "Unknown value '" + word + "'",
                    Place.of(option),
                    "the configuration has none of that name",
                    NearestWord.cure(word, valid));
        }
    }
}
