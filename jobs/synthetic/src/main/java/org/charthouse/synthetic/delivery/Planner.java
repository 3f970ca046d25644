package org.charthouse.synthetic.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.charthouse.synthetic.delivery.Act.Form;
import org.charthouse.synthetic.delivery.Plan.Lot;
import org.charthouse.synthetic.source.Draw;

/** Chooses the records of each fate; nobody meets two. */
final class Planner {

    private static final int PATIENTS_LEFT_ALONE = 2;
    private static final int PART_OVERLAPPING = 10;

    private final SourceFormat<?> format;
    private final Holdings holdings;
    private final Draw draw;
    private final Plan plan;
    private final Map<Role, List<Entry>> shuffled = new HashMap<>();

    private Planner(SourceFormat<?> format, Holdings holdings, Draw draw) {
        this.format = format;
        this.holdings = holdings;
        this.draw = draw;
        this.plan = new Plan(format, draw);
    }

    static Plan plan(SourceFormat<?> format, Holdings holdings, Draw draw) {
        Planner planner = new Planner(format, holdings, draw);
        Wish.WHOLE.forEach(planner::whole);
        Wish.SINGLE.forEach(planner::single);
        if (!format.isFull(Slot.SECOND)) {
            planner.overlap();
        }
        return planner.plan;
    }

    /** Patients with the fewest records first: a delivery should not lose half of what it has. */
    private void whole(Wish wish) {
        List<Entry> free = candidates(wish.role()).stream()
                .filter(entry -> isWhole(family(wish.role(), entry), wish.fate()))
                .toList();
        int most = wish.count();
        if (wish.role() == Role.PATIENT) {
            free = free.stream()
                    .filter(entry -> family(Role.PATIENT, entry).size() > 1)
                    .sorted(Comparator.comparingInt(
                            entry -> family(Role.PATIENT, entry).size()))
                    .toList();
            most = Math.min(most, Math.max(0, free.size() - PATIENTS_LEFT_ALONE));
        }
        free.stream()
                .limit(most)
                .forEach(entry -> family(wish.role(), entry)
                        .forEach(key -> plan.decide(key, new Lot(wish.fate(), entry.key(), ""))));
    }

    /** True if nothing else was decided about any of these, and all of them can meet this fate. */
    private boolean isWhole(Set<Key> family, Fate fate) {
        boolean speaks = family.stream().noneMatch(key -> key.kind().equals(format.silentKind()))
                || !fate.in(Slot.THIRD).isPlanted();
        return speaks && family.stream().noneMatch(plan::isDecided) && holdings.canGo(family);
    }

    private Set<Key> family(Role role, Entry entry) {
        return role == Role.PATIENT ? holdings.ofPatient(entry.patient()) : holdings.ofEncounter(entry.encounter());
    }

    private void single(Wish wish) {
        Fate fate = wish.fate();
        candidates(wish.role()).stream()
                .filter(entry -> !plan.isDecided(entry.key()))
                .filter(entry -> entry.correctable() || !fate.corrects())
                .filter(entry -> holdings.canGo(Set.of(entry.key())) || !leaves(fate))
                .limit(wish.count())
                .forEach(entry -> plan.decide(entry.key(), new Lot(fate, entry.key(), other(entry, fate))));
    }

    /** True if some delivery may find the record missing. */
    private static boolean leaves(Fate fate) {
        return fate.in(Slot.FIRST).form() == Form.ABSENT
                || fate.in(Slot.SECOND).form() == Form.DELETED
                || fate.in(Slot.THIRD).form() == Form.DELETED;
    }

    /** Another patient who stays throughout; empty if the record does not move. */
    private String other(Entry entry, Fate fate) {
        if (fate != Fate.MOVED) {
            return "";
        }
        List<String> others = holdings.of(format.kind(Role.PATIENT)).stream()
                .filter(patient -> !leaves(plan.lot(patient.key()).fate()))
                .map(Entry::patient)
                .filter(id -> !id.equals(entry.patient()))
                .toList();
        return others.isEmpty() ? entry.patient() : draw.pick(others, "moved-to", entry.key());
    }

    private void overlap() {
        Map<String, List<Entry>> byKind = holdings.all().stream()
                .filter(entry -> !plan.isDecided(entry.key()))
                .collect(Collectors.groupingBy(entry -> entry.key().kind()));
        byKind.values()
                .forEach(entries -> shuffled(entries).stream()
                        .limit((entries.size() + PART_OVERLAPPING - 1) / PART_OVERLAPPING)
                        .forEach(entry -> plan.decide(entry.key(), new Lot(Fate.OVERLAP, entry.key(), ""))));
    }

    private List<Entry> candidates(Role role) {
        return shuffled.computeIfAbsent(role, each -> shuffled(holdings.of(format.kind(each))));
    }

    private List<Entry> shuffled(List<Entry> entries) {
        List<Entry> all = new ArrayList<>(entries);
        all.sort(Comparator.comparingDouble(entry -> draw.fraction("fate", entry.key())));
        return all;
    }
}
