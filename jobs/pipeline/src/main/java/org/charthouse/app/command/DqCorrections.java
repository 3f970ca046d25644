package org.charthouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charthouse.app.CorrectionCounts;
import org.charthouse.app.CorrectionCounts.Count;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.CorrectionSpec.Approval;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse dq corrections}. */
@Command(
        name = "corrections",
        mixinStandardHelpOptions = true,
        description =
                "Tells how many rows each correction of conf/corrections changed in the state in force, by source; of one"
                        + " that is named also what it does, why, and who approved it. No row is shown.")
final class DqCorrections implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A correction; all where none is named.")
    private @Nullable String name;

    @Option(
            names = "--dry-run",
            description =
                    "Count what the files as they stand now would change of all that was delivered; writes nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print each line as a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        House house = options.house();
        SortedMap<String, CorrectionSpec> declared = house.specs().corrections();
        if (dryRun) {
            refuseUnknown(declared.keySet());
        }
        CorrectionCounts counts = new CorrectionCounts(house, house.lake());
        List<Count> found = dryRun ? counts.trial(wanted(declared.keySet())) : counts.inForce();
        Set<String> known = new TreeSet<>(declared.keySet());
        found.forEach(each -> known.add(each.correction()));
        refuseUnknown(known);
        List<Count> shown =
                found.stream().filter(each -> isWanted(each.correction())).toList();
        if (json) {
            shown.forEach(each -> System.out.println(JSON.valueToTree(each).toString()));
            return 0;
        }
        if (name != null && declared.containsKey(name)) {
            print(declared.get(name));
        }
        print(shown);
        remarks(declared.keySet(), shown);
        return 0;
    }

    private Set<String> wanted(Set<String> declared) {
        return name == null ? declared : Set.of(name);
    }

    private boolean isWanted(String correction) {
        return name == null || name.equals(correction);
    }

    private void refuseUnknown(Set<String> known) {
        if (name != null && !known.contains(name)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "No correction '" + name + "'",
                            Place.of("conf/corrections"),
                            "no file has that name, and the state in force knows none",
                            NearestWord.cure(name, known)));
        }
    }

    private static void print(CorrectionSpec spec) {
        Approval approval = spec.approval();
        System.out.println(spec.correction() + " (" + spec.place().file() + ")");
        System.out.println("  resource  " + spec.resource()
                + (spec.sources().isEmpty() ? "" : " of " + String.join(", ", spec.sources())));
        spec.window().from().ifPresent(from -> System.out.println("  from      " + from));
        spec.window().until().ifPresent(until -> System.out.println("  until     " + until));
        spec.where().ifPresent(where -> System.out.println("  where     " + where.sql()));
        spec.changes().forEach(change -> System.out.println("  changes   " + change.text()));
        System.out.println("  reason    " + approval.reason());
        System.out.println("  approved  by " + approval.approvedBy() + " on " + approval.approvedOn());
        approval.reportedBy().ifPresent(by -> System.out.println("  reported  by " + by));
        approval.evidence().ifPresent(where -> System.out.println("  evidence  " + where));
        System.out.println();
    }

    private void print(List<Count> counts) {
        TextTable table = TextTable.whole(
                List.of("correction", "resource", "source", dryRun ? "would correct" : "corrected", "rows"));
        counts.forEach(each -> table.add(List.of(
                each.correction(),
                each.resource(),
                each.source(),
                String.valueOf(each.corrected()),
                String.valueOf(each.held()))));
        table.print(System.out);
    }

    /** What the numbers alone do not tell. */
    private void remarks(Set<String> declared, List<Count> shown) {
        Set<String> counted = new TreeSet<>();
        shown.forEach(each -> counted.add(each.correction()));
        for (String each : counted) {
            boolean isIdle =
                    shown.stream().filter(row -> row.correction().equals(each)).noneMatch(row -> row.corrected() > 0);
            if (!declared.contains(each)) {
                System.out.println("'" + each + "' has no file any more: the next run takes it back");
            } else if (isIdle) {
                System.out.println("Warning: '" + each + "' changes nothing; look for a slip in its paths, 'from' or"
                        + " 'where'");
            }
        }
        declared.stream()
                .filter(this::isWanted)
                .filter(each -> !counted.contains(each))
                .forEach(each -> System.out.println("'" + each + "' "
                        + (dryRun ? "is about a type of which nothing came" : "waits for the next run")));
        System.out.println(counted.size() + " corrections");
    }
}
