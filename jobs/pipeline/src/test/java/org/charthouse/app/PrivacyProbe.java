package org.charthouse.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A process that gives one command after another to a house and keeps what each prints: {@code <step>.out, .err, .code}. */
final class PrivacyProbe {

    private final Path out;
    private final String home;
    private final Path config;

    private PrivacyProbe(Path out, String home, Path config) {
        this.out = out;
        this.home = home;
        this.config = config;
    }

    public static void main(String[] arguments) throws IOException {
        new PrivacyProbe(Path.of(arguments[0]), arguments[1], Path.of(arguments[2])).commands();
        System.exit(0);
    }

    private void commands() throws IOException {
        step("run", "run");
        step("status", "status");
        step("check", "check");
        step("list", "quarantine", "list");
        step("show", "quarantine", "show");
        step("masked", "quarantine", "show", "--text");
        step("UNMASKED", "quarantine", "show", "--unmask", "--purpose", "call the vendor");
        step("SQL", "sql", "-e", "SELECT family_name, phone, national_id FROM core.patient", "--purpose", "letters");
        step("literal", "sql", "-e", "SELECT count(*) FROM core.patient WHERE family_name = 'Literalworth'");
        step("cast", "sql", "-e", "SELECT CAST(family_name AS INT) FROM core.patient");
        step("divide", "sql", "-e", "SELECT 1 / (length(family_name) - length(family_name)) FROM core.patient");
        step("drop", "sql", "-e", "DROP TABLE core.patient");
        step("set", "sql", "-e", "SET spark.sql.ansi.enabled = false");
        step("insert", "sql", "-e", "INSERT INTO core.patient SELECT * FROM core.patient");
        step("path", "sql", "-e", "SELECT * FROM text.`" + home + "/landing`");
        step("negative", "sql", "--limit", "-1", "-e", "SELECT 1");
        step("unknown", "quarantine", "list", "--rule", "qoutes");
        step("dry", "quarantine", "discard", "--rule", "quotes", "--reason", "vendor", "--dry-run");
        step("discard", "quarantine", "discard", "--rule", "quotes", "--reason", "vendor is told");
        step("retry", "quarantine", "retry", "--file", "facility_a/2026-01-31/patient.2.csv");
        step("after", "quarantine", "list");
        step("apply", "key", "apply");
        step("access", "access", "list");
        step("verify", "access", "verify");
        failingMart();
        step("failing", "run");
        withoutKeys();
    }

    /** The shipped configuration names no keyring. */
    private void withoutKeys() throws IOException {
        SparkSession.active().conf().unset("parquet.crypto.factory.class");
        new PrivacyProbe(out, home, Houses.INSTALL).step("keyless", "status");
    }

    private void step(String name, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--config", config.toString()));
        if (!name.equals("check")) {
            all.addAll(List.of("--home", home));
        }
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        try (PrintStream printed = file(name + ".out");
                PrintStream complained = file(name + ".err")) {
            System.setOut(printed);
            System.setErr(complained);
            int code = Main.run(all.toArray(String[]::new));
            Files.writeString(out.resolve(name + ".code"), String.valueOf(code));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    private PrintStream file(String name) throws IOException {
        return new PrintStream(Files.newOutputStream(out.resolve(name)), true, StandardCharsets.UTF_8);
    }

    /** From here on the mart fails on a name. */
    private void failingMart() throws IOException {
        Path mart = config.resolve("conf/marts/chronic_prevalence.sql");
        String sql = Files.readString(mart);
        String broken = sql.replace(
                        "min(death_on) AS death_on,", "min(death_on) AS death_on, max(CAST(family_name AS INT)) AS n,")
                .replace("golden_record.person_id,\n", "golden_record.person_id,\n    death.n,\n")
                .replace("    person_id,\n    sex,\n", "    person_id,\n    sex,\n    n,\n")
                .replace("    count(*) AS count_person,", "    count(*) + max(coalesce(banded.n, 0)) AS count_person,");
        Files.writeString(mart, broken);
    }
}
