package org.hubwarden.plan;

import java.util.Set;

/**
 * A plan before anybody asked whether it may be.
 *
 * @param impact what it does to people
 * @param adminsBefore the accounts that are admins today
 * @param adminsStaying those of them that stay admins
 */
record Planned(Plan plan, Brakes.Impact impact, Set<String> adminsBefore, Set<String> adminsStaying) {}
