package org.charthouse.app.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.LinkFile;
import org.charthouse.app.LocalSession;
import org.charthouse.app.OutFile;
import org.charthouse.error.ExitCode;
import org.charthouse.identity.match.CandidateAudit;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Linker;
import org.charthouse.spec.Specifications;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse identity link}: who is who among the records of a file, without a lake. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = {
            "Says which records of a CSV file are of one person, by the model of conf/identity/default.yaml,",
            "which learns from the records themselves. No house is needed."
        })
final class IdentityLink implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--records",
            required = true,
            paramLabel = "FILE",
            description = {
                "CSV with a header: record_id, and what is known of given_name, family_name, date_of_birth,",
                "sex, address, city, state, postcode, phone, email, national_id. Other columns are not read."
            })
    private Path records = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write record_id,person_id; its folder is made.")
    private Path out = Path.of("");

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = {
                "Where to write a,b,score,decision: all pairs that were compared, how likely they are of one person,",
                "and whether that is a match, distinct, or for a person to review."
            })
    private @Nullable Path pairs;

    @Override
    public Integer call() throws IOException {
        Specifications specs = Specifications.read(
                config.config().resolve("conf"), config.config().resolve("schemas"));
        LinkFile file = LinkFile.of(records, specs.link());
        Path persons = OutFile.of(out, "--out");
        Path compared = pairs == null ? null : OutFile.of(pairs, "--pairs");
        Linker linker = new Linker(specs.link(), specs.words());
        System.out.printf("Linking %,d records%n", file.ids().size());
        Linkage linkage = linked(file.records(LocalSession.start(config.config()), specs.link()), linker, compared);
        file.writePersons(persons, linkage);
        tell(linkage, persons);
        return ExitCode.DONE.number();
    }

    private static Linkage linked(Dataset<Row> given, Linker linker, @Nullable Path pairs) throws IOException {
        if (pairs == null) {
            return linker.link(given, Optional.empty());
        }
        try (LinkFile.Pairs compared = new LinkFile.Pairs(pairs)) {
            return linker.link(given, Optional.of(compared));
        }
    }

    private static void tell(Linkage linkage, Path persons) {
        PrintStream print = System.out;
        long skipped =
                linkage.audit().stream().mapToLong(CandidateAudit::skipped).sum();
        linkage.audit().stream()
                .filter(audit -> audit.skipped() > 0)
                .forEach(audit -> print.printf(
                        "  %s: too many records share it; of their pairs %,d were compared, %,d were not, of which about %,.0f may be of"
                                + " one person%n",
                        audit.name(), audit.pairs(), audit.skipped(), audit.lost()));
        linkage.placeholders()
                .forEach((field, values) -> print.printf(
                        "  %s: too many records share %,d of its values, which are taken for none%n", field, values));
        print.printf(
                "%,d records are of %,d persons; %,d pairs are for a person to review%s%n",
                linkage.records(),
                linkage.people(),
                linkage.review().size(),
                skipped > 0 ? "; not all pairs were compared" : "");
        print.println("Written: " + persons);
    }
}
