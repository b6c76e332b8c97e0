package io.waybill.platform.security;

/** What a business does when somebody calls, such as to open what a new customer needs. */
public interface Welcome {

    /** Called before each call that the caller's roles allow, outside a transaction. Must be cheap for known callers. */
    void greet(Caller caller);
}
