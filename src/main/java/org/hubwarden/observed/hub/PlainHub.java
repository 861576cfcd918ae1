package org.hubwarden.observed.hub;

import java.util.Optional;

/**
 * A hub that answers in plain HTTP where other machines reach it.
 *
 * @param place address and port, for people
 * @param version of JupyterHub, as it says itself
 * @param process who listens there; empty where it was not found
 */
public record PlainHub(String place, String version, Optional<SeenProcess> process) {}
