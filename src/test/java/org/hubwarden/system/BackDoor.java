package org.hubwarden.system;

/**
 * A way back to root.
 *
 * @param only the part of the machine that is swept, to be quick
 * @param named what the sweep says of it
 */
record BackDoor(String only, String plant, String named, String remove) {
    @Override
    public String toString() {
        return plant;
    }
}
