package io.waybill.platform.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Why an operator does something by hand.
 *
 * @param reason for whoever reads the order's timeline
 */
public record Reason(@NotBlank @Size(max = 500) @PlainText String reason) {}
