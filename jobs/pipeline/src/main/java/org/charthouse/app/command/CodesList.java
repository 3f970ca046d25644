package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.charthouse.terminology.code.CodeLists;
import org.charthouse.terminology.code.ListedCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse codes list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists code tables and their editions: from when to when they hold, and how many codes they have.")
final class CodesList implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Override
    public Integer call() {
        House house = options.house();
        house.checkCodes();
        CodeLists lists = house.codes();
        TextTable table = new TextTable(List.of("list", "edition", "from", "until", "codes", "content", "title"));
        for (CodeListSpec list : lists.specs().values()) {
            List<ListedCode> codes = lists.codes(list.list());
            if (list.editions().isEmpty()) {
                table.add(List.of(list.list(), "none yet", "", "", "", "", list.title()));
            }
            for (Edition edition : list.editions()) {
                table.add(List.of(
                        list.list(),
                        edition.edition(),
                        edition.from().toString(),
                        list.lastDayOf(edition).map(LocalDate::toString).orElse(""),
                        String.valueOf(codes.stream()
                                .filter(code -> code.edition().equals(edition.edition()))
                                .map(ListedCode::code)
                                .distinct()
                                .count()),
                        edition.isComplete() ? "complete" : "fragment",
                        list.title()));
            }
        }
        table.print(System.out);
        System.out.println(lists.specs().size() + " lists; CONTRIBUTING.md tells how to add an edition");
        return 0;
    }
}
