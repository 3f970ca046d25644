package org.charthouse.terminology.code;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.error.Problems;
import org.charthouse.spec.CodeLayout;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.charthouse.spec.CodeListSpec.Source;
import org.jspecify.annotations.Nullable;

/** Reads the files of one edition of a list. */
final class EditionReader {

    private final CodeListSpec list;
    private final Edition edition;
    private final CodeLayout layout;
    private final Function<String, Optional<String>> form;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param form the form of a code in which it is compared; empty where it is no code of the system
     */
    EditionReader(CodeListSpec list, Edition edition, Function<String, Optional<String>> form, Problems problems) {
        this.list = list;
        this.edition = edition;
        this.layout = Objects.requireNonNull(list.layouts().get(edition.layout()));
        this.form = form;
        this.problems = problems;
    }

    /** The codes; fewer, with the problems noted, where something is wrong. A code may come more than once. */
    Set<ListedCode> codes() {
        Set<ListedCode> codes = new LinkedHashSet<>();
        for (Source source : edition.files()) {
            if (!isAsStated(source)) {
                continue;
            }
            try {
                LayoutLines lines = CodeFile.read(
                        source.path(),
                        source.member(),
                        Charset.forName(layout.encoding()),
                        characters -> LayoutLines.read(layout, characters));
                codes.addAll(codes(source, lines));
            } catch (CodeFile.Unreadable e) {
                problem(source, String.valueOf(e.getMessage()), "correct file, member or layout");
            }
        }
        return codes;
    }

    /** Whether a file is there and the one that is stated; otherwise the problem is noted. */
    boolean isAsStated(Source source) {
        try {
            String sum = CodeFile.sha256(source.path());
            if (sum.equals(source.sha256())) {
                return true;
            }
            problem(
                    source,
                    "its checksum is " + sum + ", not the one that is stated",
                    "if it is the file that is meant, state that checksum");
        } catch (NoSuchFileException e) {
            problem(source, "there is no such file", "put it there, or take the edition out of the list");
        } catch (IOException e) {
            problem(source, "it cannot be read: " + e.getMessage(), "check its rights");
        }
        return false;
    }

    private List<ListedCode> codes(Source source, LayoutLines lines) {
        LayoutColumns columns =
                LayoutColumns.of(layout, lines.fields(), problems).orElse(null);
        List<ListedCode> codes = new ArrayList<>();
        if (columns == null) {
            return codes;
        }
        long wrong = 0;
        String first = "";
        for (LayoutLines.Line line : lines.lines()) {
            InternalRow row = row(line);
            try {
                if (columns.isOfCode(row)) {
                    codes.add(code(columns.values(row), source));
                }
            } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
                first = wrong++ == 0 ? "line " + line.number() + ": " + reason(e) : first;
            }
        }
        if (wrong > 0) {
            problem(
                    source,
                    wrong + " lines hold no code, the first in " + first,
                    "correct layout '" + edition.layout() + "', or say there under 'where' which lines are codes");
        } else if (codes.isEmpty()) {
            problem(source, "no line of it holds a code", "correct layout '" + edition.layout() + "'");
        }
        return codes;
    }

    private static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("").replaceFirst(" If necessary.*", "");
    }

    private ListedCode code(Map<String, @Nullable Object> values, Source source) {
        String sent = String.valueOf(values.getOrDefault("code", ""));
        String code = form.apply(sent)
                .orElseThrow(() -> new IllegalArgumentException(
                        values.get("code") == null
                                ? "there is no code"
                                : "'" + sent + "' is no code of " + list.system()));
        Optional<LocalDate> from = day(values.get("effective_from"));
        Optional<LocalDate> until = day(values.get("effective_until"));
        Map<String, String> rest = new TreeMap<>(source.values());
        values.forEach((name, value) -> {
            if (value != null
                    && !value.toString().isEmpty()
                    && !Set.of("code", "title", "effective_from", "effective_until")
                            .contains(name)) {
                rest.put(name, value.toString());
            }
        });
        Optional<LocalDate> last = list.lastDayOf(edition);
        return new ListedCode(
                code,
                edition.edition(),
                from.filter(day -> day.isAfter(edition.from())).orElse(edition.from()),
                until.filter(day -> last.isEmpty() || day.isBefore(last.get())).or(() -> last),
                from.isPresent() || until.isPresent(),
                Optional.ofNullable(values.get("title")).map(Object::toString).filter(title -> !title.isEmpty()),
                Map.copyOf(rest));
    }

    private static Optional<LocalDate> day(@Nullable Object value) {
        return Optional.ofNullable(value).map(days -> LocalDate.ofEpochDay(((Number) days).longValue()));
    }

    private static InternalRow row(LayoutLines.Line line) {
        return new GenericInternalRow(
                line.values().stream().map(UTF8String::fromString).toArray());
    }

    private void problem(Source source, String reason, String cure) {
        problems.add("Cannot use " + source.file(), edition.place(), reason, cure);
    }
}
