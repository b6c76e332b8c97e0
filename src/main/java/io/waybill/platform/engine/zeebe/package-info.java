/**
 * A Camunda 8 cluster behind the port: the commands that it is sent, and how the outcome of a job reaches it. Nothing of it
 * is there if {@code camunda.client.enabled} is false.
 */
@NullMarked
package io.waybill.platform.engine.zeebe;

import org.jspecify.annotations.NullMarked;
