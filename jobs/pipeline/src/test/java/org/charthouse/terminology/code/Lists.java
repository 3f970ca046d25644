package org.charthouse.terminology.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.charthouse.spec.CodeListSpec.Source;
import org.charthouse.spec.Specifications;
import org.charthouse.terminology.Terminology;

/** The shipped descriptions of code lists, and files that a test writes in the form in which they are published. */
final class Lists {

    private static final Path INSTALL = Path.of("../..").toAbsolutePath().normalize();

    private final Specifications specs = Specifications.read(INSTALL.resolve("conf"), INSTALL.resolve("schemas"));
    private final Path folder;

    Lists(Path folder) {
        this.folder = folder;
    }

    CodeListSpec spec(String list) {
        CodeListSpec spec = specs.codes().get(list);
        if (spec == null) {
            throw new AssertionError("no list " + list);
        }
        return spec;
    }

    CodeLists all() {
        return new CodeLists(
                specs.codes(), Terminology.read(specs.terminology()).codes());
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text, Charset.forName("windows-1252"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Source source(Path file, Map<String, String> values) {
        return new Source(file.toString(), file, Optional.empty(), all().checksum(file), values);
    }

    static Edition edition(String layout, String from, Source... sources) {
        return new Edition(
                "from " + from,
                layout,
                true,
                LocalDate.parse(from),
                Optional.empty(),
                List.of(sources),
                Place.of("a test"));
    }

    /** The list with those editions in place of its own. */
    static CodeListSpec with(CodeListSpec spec, Edition... editions) {
        return new CodeListSpec(
                spec.list(),
                spec.title(),
                spec.system(),
                spec.publisher(),
                spec.notice(),
                spec.layouts(),
                spec.examples(),
                List.of(editions),
                spec.place());
    }

    /** The list, to be asked, of files without problems. */
    CodeList read(CodeListSpec spec) {
        TreeMap<String, CodeListSpec> one = new TreeMap<>(Map.of(spec.list(), spec));
        return new CodeLists(one, Terminology.read(specs.terminology()).codes())
                .list(spec.list())
                .orElseThrow();
    }

    Collection<ListedCode> codes(String list, String layout, Path file) {
        Problems problems = new Problems();
        Collection<ListedCode> codes =
                all().read(spec(list), edition(layout, "2025-10-01", source(file, Map.of())), problems);
        problems.throwIfAny();
        return codes;
    }

    static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }
}
