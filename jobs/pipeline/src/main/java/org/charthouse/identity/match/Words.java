package org.charthouse.identity.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.spec.IdentityWords;

/** Words that say the same, or nothing, folded. */
public final class Words implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashSet<String> affixes = new HashSet<>();
    private final HashMap<String, String> abbreviations = new HashMap<>();
    private final HashMap<String, TreeSet<Integer>> nicknames = new HashMap<>();
    private final HashSet<String> placeholders = new HashSet<>();

    /** The words of a configuration. */
    public Words(IdentityWords words) {
        affixes.addAll(folded(words.affixes()));
        words.abbreviations().stream()
                .map(Words::line)
                .forEach(line -> line.forEach(each -> abbreviations.put(each, line.get(0))));
        for (int i = 0; i < words.nicknames().size(); i++) {
            for (String name : line(words.nicknames().get(i))) {
                nicknames.computeIfAbsent(name, absent -> new TreeSet<>()).add(i);
            }
        }
        words.placeholders().forEach(each -> placeholders.add(StandardForm.plain(each)));
    }

    /** The words of a name that are part of it; all of them where none would be left. */
    List<String> named(List<String> words) {
        List<String> left =
                words.stream().filter(word -> !affixes.contains(word)).toList();
        return left.isEmpty() ? words : left;
    }

    /** The form of a word of an address that is kept. */
    String shortened(String word) {
        return abbreviations.getOrDefault(word, word);
    }

    /** Whether a value of letters and digits only means "not known". */
    boolean isPlaceholder(String plain) {
        return placeholders.contains(plain);
    }

    /** Whether a value, as it was typed, only means "not known". */
    public boolean sayNothing(String value) {
        return isPlaceholder(StandardForm.plain(value));
    }

    /** Whether one person may bear both names. */
    boolean areNicknames(String one, String other) {
        Set<Integer> lines = nicknames.getOrDefault(one, new TreeSet<>());
        return nicknames.getOrDefault(other, new TreeSet<>()).stream().anyMatch(lines::contains);
    }

    private static List<String> folded(Collection<String> words) {
        return words.stream().map(StandardForm::folded).toList();
    }

    private static List<String> line(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .map(StandardForm::folded)
                .toList();
    }

    /** As it is shown in plans. */
    @Override
    public String toString() {
        return "words";
    }
}
