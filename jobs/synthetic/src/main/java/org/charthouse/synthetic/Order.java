package org.charthouse.synthetic;

import java.nio.file.Path;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.delivery.Schedule;

/**
 * What to generate. The same order gives the same bytes.
 *
 * @param people number of people alive on the last day; those who died before come on top
 * @param seed of Synthea and of everything drawn here
 * @param schedule dates of the deliveries; the simulation ends the day before the first
 * @param out directory for landing and truth
 * @param shares how much of each defect is planted
 */
record Order(int people, long seed, Schedule schedule, Path out, DefectShares shares) {}
