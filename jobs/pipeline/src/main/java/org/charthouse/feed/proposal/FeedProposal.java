package org.charthouse.feed.proposal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.ValueForm;

/** A feed for files like one that is given, as the text of {@code conf/feeds/<name>.yaml}, with what a person must decide. */
public final class FeedProposal {

    private static final double SURE = 0.9;
    private static final double LIKELY = 0.35;
    private static final int MOST_OTHERS = 3;

    private final String name;
    private final String fileName;
    private final SampledTable sample;
    private final List<TableMatch> matches;
    private final StringBuilder text = new StringBuilder();

    private FeedProposal(String name, Path file, Collection<TableContract> contracts) {
        this.name = name;
        this.fileName = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
        this.sample = SampledTable.of(file, contracts);
        NameLikeness names = new NameLikeness();
        String stem = fileName.replaceFirst("\\..*$", "");
        this.matches = contracts.stream()
                .map(contract -> TableMatch.of(contract, sample.columns(), names, stem))
                .sorted(Comparator.comparing(TableMatch::score)
                        .reversed()
                        .thenComparing(match -> match.contract().table()))
                .toList();
    }

    /**
     * Looks at a file.
     *
     * @param name of the feed to be
     * @param contracts the extract tables
     * @return YAML; it holds no value of the file
     * @throws org.charthouse.error.UserError if the file cannot be used
     */
    public static String of(String name, Path file, Collection<TableContract> contracts) {
        return new FeedProposal(name, file, contracts).write();
    }

    /** A name for a feed or a kind of file, made of that of a file. */
    public static String nameOf(Path file) {
        String plain = String.valueOf(file.getFileName())
                .replaceFirst("\\..*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("[0-9_]+$|^[0-9_]+", "");
        return plain.isEmpty() ? "feed" : plain;
    }

    private String write() {
        line("# Proposed by 'charthouse feed new' from the first " + sample.rows() + " records of one file.");
        line("# Where it says 'decide', a person must; './charthouse check' tells what is still missing.");
        if (sample.others() > 0) {
            line("# decide: " + sample.others() + " lines have another number of values; they would go to quarantine.");
        }
        line("");
        line("feed: " + name);
        line("source-system: " + name
                + "   # decide: the system that numbers the records; feeds of one system share it");
        line("format: csv");
        line("folder: " + name);
        line("description: Proposed from one file; say who sends it and what it holds.");
        form();
        values();
        file();
        return text.toString();
    }

    private void form() {
        line("");
        line("csv:");
        line("  delimiter: "
                + quoted(
                        sample.form().delimiter().equals("\t")
                                ? "tab"
                                : sample.form().delimiter()));
        boolean isGuess = !sample.form().encoding().equals("UTF-8");
        line("  encoding: " + sample.form().encoding()
                + (isGuess ? "   # it is not UTF-8; decide by its letters" : ""));
        if (!sample.hasHeader()) {
            line("  header: absent   # decide: the first line looks like a record; its columns have no names");
        }
        if (sample.form().hasLineBreaks()) {
            line("  line-breaks: in-quotes   # quoted values hold line breaks; files are read whole");
        }
    }

    private void values() {
        List<String> dates = patterns(ColumnProfile::dates, List.of("yyyy-MM-dd", ValueForm.ISO));
        List<String> times = patterns(ColumnProfile::times, List.of(ValueForm.ISO));
        boolean hasComma = sample.columns().values().stream().anyMatch(ColumnProfile::hasComma);
        boolean isUsual = sample.nullTexts().isEmpty() && dates.isEmpty() && times.isEmpty() && !hasComma;
        line("");
        line(isUsual ? "# values: ISO 8601 and plain numbers, as it seems" : "values:");
        if (!sample.nullTexts().isEmpty()) {
            line("  null-texts: ["
                    + String.join(
                            ", ",
                            sample.nullTexts().stream()
                                    .map(FeedProposal::quoted)
                                    .toList()) + "]   # decide: do they stand for nothing?");
        }
        patterns("dates", dates);
        patterns("times", times);
        if (!times.isEmpty()) {
            line("  time-zone: UTC   # decide: whose clock is it? such as America/New_York");
        }
        if (hasComma) {
            line("  decimal-mark: \",\"");
            line("  grouping-mark: \".\"");
        }
    }

    /** Patterns of columns that are not written as usual, most columns first. */
    private List<String> patterns(java.util.function.Function<ColumnProfile, List<String>> kind, List<String> usual) {
        List<String> found = new ArrayList<>();
        for (ColumnProfile profile : sample.columns().values()) {
            List<String> patterns = kind.apply(profile);
            if (!patterns.isEmpty() && patterns.stream().noneMatch(usual::contains) && !profile.isWhole()) {
                patterns.stream().filter(each -> !found.contains(each)).forEach(found::add);
            }
        }
        return found;
    }

    private void patterns(String key, List<String> patterns) {
        if (!patterns.isEmpty()) {
            boolean isClear = patterns.size() == 1;
            line("  " + key + ": [" + quoted(patterns.get(0)) + "]"
                    + (isClear
                            ? ""
                            : "   # decide: these fit, too: "
                                    + String.join(" | ", patterns.subList(1, patterns.size()))));
        }
    }

    private void file() {
        line("");
        line("files:");
        line("  - kind: " + nameOf(Path.of(fileName)));
        line("    name: " + quoted(fileName) + "   # decide: a pattern, as in PAT_*.csv");
        line("    columns: ["
                + String.join(
                        ", ",
                        sample.columns().keySet().stream()
                                .map(FeedProposal::plainOrQuoted)
                                .toList()) + "]");
        TableMatch best = matches.get(0);
        line("    tables:");
        line("      - table: " + best.contract().table().name() + "   # " + percent(best.score())
                + (best.score() < LIKELY ? "; decide: nothing fits well" : ""));
        matches.stream()
                .skip(1)
                .limit(MOST_OTHERS)
                .filter(match -> match.score() >= LIKELY)
                .forEach(match ->
                        line("        # or " + match.contract().table().name() + ", " + percent(match.score())));
        line("        columns:");
        best.contract().columns().forEach(column -> column(best, column));
        List<String> unused = sample.columns().keySet().stream()
                .filter(Predicate.not(source -> best.found().values().stream()
                        .anyMatch(pair -> pair.source().equals(source))))
                .toList();
        if (!unused.isEmpty()) {
            line("        # not used: " + String.join(", ", unused));
        }
    }

    private void column(TableMatch match, ColumnSpec column) {
        TableMatch.Pair pair = match.found().get(column.name());
        if (pair == null) {
            boolean isNeeded = column.required() && !column.name().equals(TableContract.UPDATED);
            if (isNeeded) {
                line("          # " + column.name() + ":   # decide: required; " + column.description());
            }
            return;
        }
        ColumnProfile profile = sample.columns().get(pair.source());
        String sql = pair.source().matches("[A-Za-z_][A-Za-z0-9_]*") ? pair.source() : "`" + pair.source() + "`";
        boolean isCoded = column.type().equals("string")
                && column.description().matches("(?s).*([Oo]ne of|M, F).*")
                && profile != null;
        String notes = (pair.likeness() < SURE ? "; decide: is it this one?" : "")
                + (isCoded && profile != null
                        ? "; decide: " + profile.distinct() + " different texts; wanted: " + column.description()
                        : "");
        line("          " + column.name() + ": " + plainOrQuoted(sql) + "   # " + percent(pair.likeness()) + notes);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.min(1, share) * 100);
    }

    private static String plainOrQuoted(String word) {
        boolean isPlain =
                word.matches("[A-Za-z_][A-Za-z0-9_.-]*") && !word.matches("(?i)null|true|false|yes|no|on|off|y|n");
        return isPlain ? word : quoted(word);
    }

    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
    }
}
