/**
 * A Camunda 8 cluster behind the port: the commands that are sent to it, and how it learns the outcome of a job. None
 * of this is active if {@code camunda.client.enabled} is false.
 */
@NullMarked
package io.waybill.platform.engine.zeebe;

import org.jspecify.annotations.NullMarked;
