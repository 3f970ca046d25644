package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** A retrieve of encounters by the codes of their type that takes others as well; they stay in the order that they have. */
final class VisitRetrieve implements Evaluator {

    private final Retrieve.Key key;
    private final @Nullable Predicate<Element> profile;
    private final Predicate<Element> others;

    /**
     * A retrieve.
     *
     * @param key with the number of a value set
     * @param others which encounters it takes whatever their type
     */
    VisitRetrieve(Retrieve.Key key, Predicate<Element> others) {
        this.key = key;
        this.profile = Profiles.of(key.template());
        this.others = others;
    }

    /** Whether there is this kind of retrieve by an index. */
    static boolean isOf(Retrieve.Index index) {
        return index.type().equals("Encounter") && index.property().equals("type");
    }

    @Override
    public List<Element> eval(Frame frame) {
        CodeSets sets = frame.subject.program().codeSets();
        List<Element> kept = new ArrayList<>();
        for (Element encounter : frame.subject.all(key.index().type())) {
            boolean isOfProfile = profile == null || profile.test(encounter);
            if (isOfProfile && (isCoded(encounter, sets) || others.test(encounter))) {
                kept.add(encounter);
            }
        }
        return kept;
    }

    private boolean isCoded(Element encounter, CodeSets sets) {
        for (Code code : key.index().codes(encounter)) {
            if (sets.contains(key.codeSet(), code)) {
                return true;
            }
        }
        return false;
    }
}
