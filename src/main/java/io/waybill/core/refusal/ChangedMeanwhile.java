package io.waybill.core.refusal;

/** What the call was to change is not in the state that the caller expects. */
public final class ChangedMeanwhile extends Refusal {

    private static final long serialVersionUID = 1L;

    public ChangedMeanwhile(String why) {
        super(why);
    }
}
