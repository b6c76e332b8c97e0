package io.waybill.platform.engine.embedded.dialect.feel;

/** An expression has no result, or one of the wrong type. */
public class FeelFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FeelFailed(String message) {
        super(message);
    }
}
