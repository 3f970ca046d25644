package org.charthouse.synthetic.defect;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.charthouse.synthetic.source.Draw;

/** Picks a share of candidates, spread over the file: one from each of equally long stretches. */
record Selection(Draw draw, String facility, String file) {

    /** At least one if the share is above 0 and there is a candidate; in ascending order of position. */
    List<Integer> pick(double share, List<Integer> candidates, String why) {
        int wanted = (int) Math.ceil(share * candidates.size());
        TreeSet<Integer> positions = new TreeSet<>();
        for (int i = 0; i < wanted; i++) {
            double at = (i + draw.fraction(facility, file, why, i)) * candidates.size() / wanted;
            positions.add((int) at);
        }
        List<Integer> picked = new ArrayList<>();
        positions.forEach(position -> picked.add(candidates.get(position)));
        return picked;
    }
}
