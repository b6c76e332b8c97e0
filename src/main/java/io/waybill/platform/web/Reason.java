package io.waybill.platform.web;

import jakarta.validation.constraints.NotNull;

/**
 * Why an operator does something by hand.
 *
 * @param reason for whoever reads the order's timeline
 */
public record Reason(
        @NotNull @PlainText(max = 500, blank = false) String reason) {}
