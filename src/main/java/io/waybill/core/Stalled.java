package io.waybill.core;

/**
 * Nothing has happened to an open subject for a while. Published in a transaction. Listeners resend what its process may
 * have missed; a process that already has it, or does not wait for it, ignores it. Listeners that wait for its process
 * check whether it has moved on without them.
 */
public record Stalled(Subject subject) {}
