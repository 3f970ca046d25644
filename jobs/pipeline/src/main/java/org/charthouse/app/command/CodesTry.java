package org.charthouse.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.charthouse.spec.CodeListSpec.Source;
import org.charthouse.terminology.code.CodeLists;
import org.charthouse.terminology.code.ListedCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse codes try}. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description =
                "Reads a published file as a code table would, shows what comes of it, and prints the entry to add"
                        + " under 'editions' of the table. Nothing is written.")
final class CodesTry implements Callable<Integer> {

    private static final int SHOWN = 5;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(index = "0", paramLabel = "LIST", description = "Name of a list, see 'codes list'.")
    private String list = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file as it was downloaded; a zip archive is fine.")
    private Path file = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            description = "The first day on which the edition holds, as 2026-10-01.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "One of the list's layouts (default: the first that fits).")
    private @Nullable String layout;

    @Option(
            names = "--member",
            paramLabel = "NAME",
            description = "The file in the archive; * stands for any characters.")
    private @Nullable String member;

    @Option(names = "--edition", paramLabel = "NAME", description = "What the edition is called (default: the date).")
    private @Nullable String edition;

    @Option(
            names = "--value",
            paramLabel = "COLUMN=VALUE",
            description = "What the file does not say of its codes; may be repeated.")
    private Map<String, String> values = new TreeMap<>();

    @Override
    public Integer call() {
        House house = options.house();
        CodeLists lists = house.codes();
        CodeListSpec spec = CodesShow.list(lists, list);
        List<String> layouts = new ArrayList<>(layout == null ? spec.layouts().keySet() : List.of(layout));
        List<Problem> problems = new ArrayList<>();
        for (String each : layouts) {
            if (!spec.layouts().containsKey(each)) {
                throw unknownLayout(spec, each);
            }
            Problems found = new Problems();
            Edition tried = tried(lists, each);
            Collection<ListedCode> codes = lists.read(spec, tried, found);
            if (found.isEmpty()) {
                show(tried, codes);
                return 0;
            }
            problems.addAll(found.sorted());
        }
        throw new UserError(ExitCode.INPUT, problems);
    }

    private Edition tried(CodeLists lists, String layout) {
        Path whole = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(whole)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "No such file", Place.of(file.toString()), "nothing can be read there", "check the path"));
        }
        Source source =
                new Source(shown(whole), whole, Optional.ofNullable(member), lists.checksum(whole), Map.copyOf(values));
        String name = edition == null ? from.toString() : edition;
        return new Edition(name, layout, true, from, Optional.empty(), List.of(source), Place.of(file.toString()));
    }

    /** From the folder of code lists where it lies below it. */
    private String shown(Path whole) {
        Path folder = options.house().config().resolve(CodeListSpec.FOLDER).normalize();
        return whole.startsWith(folder) ? folder.relativize(whole).toString() : whole.toString();
    }

    private void show(Edition tried, Collection<ListedCode> codes) {
        TextTable table = new TextTable(List.of("code", "from", "until", "says", "title"));
        codes.stream()
                .limit(SHOWN)
                .forEach(code -> table.add(List.of(
                        code.code(),
                        code.from().toString(),
                        code.until().map(LocalDate::toString).orElse(""),
                        new TreeMap<>(code.values()).toString().replaceAll("[{}]", ""),
                        code.title().orElse(""))));
        table.print(System.out);
        Source source = tried.files().get(0);
        System.out.printf(
                "%n%d codes by layout '%s'. To use them, add to %s%s.yaml:%n%n",
                codes.size(), tried.layout(), CodeListSpec.FOLDER, list);
        System.out.printf(
                "editions:%n  - edition: %s%n    layout: %s%n    effective-from: %s%n    files:%n",
                tried.edition(), tried.layout(), from);
        System.out.printf("      - file: %s%n        sha256: %s%n", source.file(), source.sha256());
        source.member().ifPresent(name -> System.out.printf("        member: '%s'%n", name));
        if (!values.isEmpty()) {
            System.out.printf("        values: %s%n", values.toString().replace("=", ": "));
        }
    }

    private static UserError unknownLayout(CodeListSpec spec, String name) {
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "No layout '" + name + "'",
                        spec.place(),
                        "the list does not describe it",
                        "it has " + new java.util.TreeSet<>(spec.layouts().keySet())));
    }
}
