package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.terminology.code.CodeLists;
import org.charthouse.terminology.code.ListedCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse codes show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what a code table says of a code, or of all codes that start like it, in each edition.")
final class CodesShow implements Callable<Integer> {

    private static final int MOST = 200;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(index = "0", paramLabel = "LIST", description = "Name of a list, see 'codes list'.")
    private String list = "";

    @Parameters(index = "1", paramLabel = "CODE", description = "A code, or its start.")
    private String code = "";

    @Override
    public Integer call() {
        House house = options.house();
        CodeLists lists = house.codes();
        list(lists, list);
        String start = code.replace(".", "").toUpperCase(java.util.Locale.ROOT);
        List<ListedCode> found = lists.codes(list).stream()
                .filter(each -> each.code().replace(".", "").startsWith(start))
                .sorted(Comparator.comparing(ListedCode::code).thenComparing(ListedCode::from))
                .toList();
        TextTable table = TextTable.whole(List.of("code", "edition", "from", "until", "says", "title"));
        found.stream()
                .limit(MOST)
                .forEach(each -> table.add(List.of(
                        each.code(),
                        each.edition(),
                        each.from().toString(),
                        each.until().map(LocalDate::toString).orElse(""),
                        new TreeMap<>(each.values()).toString().replaceAll("[{}]", ""),
                        each.title().orElse(""))));
        table.print(System.out);
        System.out.println(
                found.size() + " entries" + (found.size() > MOST ? ", of which the first " + MOST + " are shown" : ""));
        return (found.isEmpty() ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }

    /** The description of a list, which must be there. */
    static CodeListSpec list(CodeLists lists, String name) {
        CodeListSpec spec = lists.specs().get(name);
        if (spec == null) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "No code list '" + name + "'",
                            Place.of(CodeListSpec.FOLDER),
                            "no file describes it",
                            NearestWord.cure(name, lists.specs().keySet())));
        }
        return spec;
    }
}
