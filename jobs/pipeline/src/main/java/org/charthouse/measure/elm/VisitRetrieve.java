package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Code;

/** A retrieve of encounters by the codes of their type that takes others as well; they stay in the order that they have. */
final class VisitRetrieve implements Evaluator {

    /** The only retrieve that there is this kind of. */
    static final Retrieve.Index INDEX = new Retrieve.Index("Encounter", "type");

    private final Retrieve.Index index;
    private final Predicate<Element> profile;
    private final int codeSet;
    private final Predicate<Element> others;

    /**
     * A retrieve.
     *
     * @param codeSet the number of the value set
     * @param others which encounters it takes whatever their type
     */
    VisitRetrieve(Retrieve.Index index, Predicate<Element> profile, int codeSet, Predicate<Element> others) {
        this.index = index;
        this.profile = profile;
        this.codeSet = codeSet;
        this.others = others;
    }

    @Override
    public List<Element> eval(Frame frame) {
        CodeSets sets = frame.subject.program().codeSets();
        List<Element> kept = new ArrayList<>();
        for (Element encounter : frame.subject.all(index.type())) {
            if (profile.test(encounter) && (isCoded(encounter, sets) || others.test(encounter))) {
                kept.add(encounter);
            }
        }
        return kept;
    }

    private boolean isCoded(Element encounter, CodeSets sets) {
        for (Code code : index.codes(encounter)) {
            if (sets.contains(codeSet, code)) {
                return true;
            }
        }
        return false;
    }
}
