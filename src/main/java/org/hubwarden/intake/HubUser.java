package org.hubwarden.intake;

/** A user as a running hub tells of them. */
public record HubUser(String name, boolean admin) {}
