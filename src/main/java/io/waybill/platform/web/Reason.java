package io.waybill.platform.web;

import jakarta.validation.constraints.NotNull;

/**
 * Why an operator makes a change by hand.
 *
 * @param reason shown in the order's timeline
 */
public record Reason(
        @NotNull @PlainText(max = 500, blank = false) String reason) {}
