package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charthouse.app.House;
import org.charthouse.app.RunConsole;
import org.charthouse.app.SynthProcess;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.charthouse.pipeline.RunOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole way on synthetic extracts of two facilities: makes them, if the home has none yet,",
            "then runs everything from landing to the report."
        })
final class DemoCommand implements Callable<Integer> {

    /** Stands in the note while extracts are being made, so that an interrupted demo can begin again. */
    private static final String UNFINISHED = "unfinished";

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--patients", defaultValue = "50", description = "How many people (default: ${DEFAULT-VALUE}).")
    private int patients;

    @Option(names = "--seed", defaultValue = "42", description = "Same seed, same data (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        House house = options.house();
        int made = makeExtracts(house);
        if (made != 0) {
            return made;
        }
        RunConsole.run(house, RunOrder.usual(), System.out);
        System.out.println();
        String sql = "./charthouse sql --home '" + house.home() + "' -e ";
        System.out.println("Look on:  " + sql + "\"SELECT * FROM mart.chronic_prevalence\"");
        System.out.println(
                "          " + sql + "\"SELECT measure_name, group_number, period_start_on, rate_denominator_count,"
                        + " numerator_count, rate, rate_low, rate_high FROM measure.summary WHERE stratum_name = 'all'\"");
        return 0;
    }

    /** Only once: a second demo with the same wishes finds the extracts and shows that nothing is worked twice. */
    private int makeExtracts(House house) {
        Path note = house.home().resolve("demo.txt");
        String wishes = "patients " + patients + " seed " + seed;
        try {
            boolean unfinished = Files.exists(note) && Files.readString(note).startsWith(UNFINISHED);
            if (Files.exists(note) && !unfinished) {
                if (!Files.readString(note).strip().equals(wishes)) {
                    throw otherWishes(house, note);
                }
                System.out.println("Extracts are there already: " + house.landing());
                return 0;
            }
            System.out.printf("Making extracts of two facilities, %d people, in %s%n", patients, house.home());
            Path out = house.home();
            List<String> arguments =
                    new ArrayList<>(List.of("--patients", "" + patients, "--seed", "" + seed, "--out", out.toString()));
            if (unfinished) {
                arguments.add("--force");
            } else if (!Files.exists(out) || isEmpty(out)) {
                PrivateFolder.make(out);
                Files.writeString(note, UNFINISHED + "\n");
                arguments.add("--force"); // the note is all that is there
            }
            int made = SynthProcess.run(SynthProcess.install(), arguments);
            if (made == 0) {
                Files.writeString(note, wishes + "\n");
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.findAny().isEmpty();
        }
    }

    private static UserError otherWishes(House house, Path note) throws IOException {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "This home holds another demo",
                        Place.of(note.toString()),
                        "it was made with " + Files.readString(note).strip(),
                        "use these wishes, name another --home, or delete " + house.home()));
    }
}
