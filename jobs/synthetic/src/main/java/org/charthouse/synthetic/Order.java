package org.charthouse.synthetic;

import java.nio.file.Path;
import java.time.LocalDate;
import org.charthouse.synthetic.defect.DefectShares;

/**
 * What to generate. The same order gives the same bytes.
 *
 * @param people number of people alive on the last day; those who died before come on top
 * @param seed of Synthea and of everything drawn here
 * @param delivery date of the delivery; the simulation ends the day before
 * @param out directory for landing and truth
 * @param shares how much of each defect is planted
 */
record Order(int people, long seed, LocalDate delivery, Path out, DefectShares shares) {}
