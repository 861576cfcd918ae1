package org.hubwarden.plan;

/**
 * Why a change is planned, for people only: nothing decides by it.
 *
 * @param text a phrase without a full stop, for example "listed under users"
 */
public record Reason(String text) {

    @Override
    public String toString() {
        return text;
    }
}
