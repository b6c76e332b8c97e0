package io.waybill.platform.engine.embedded.dialect;

/** An expression has no result, or none of the kind that its place needs. */
public class FeelFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FeelFailed(String message) {
        super(message);
    }
}
