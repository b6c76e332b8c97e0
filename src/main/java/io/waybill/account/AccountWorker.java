package io.waybill.account;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import org.springframework.stereotype.Component;

@Component
public class AccountWorker {

    private final Accounts accounts;

    AccountWorker(Accounts accounts) {
        this.accounts = accounts;
    }

    @JobWorker(type = "account.reserve")
    public Answer reserve(@Variable String orderId) {
        return new Answer(accounts.reserve(OrderId.of(orderId)));
    }

    @JobWorker(type = "account.release")
    public void release(@Variable String orderId) {
        accounts.release(OrderId.of(orderId));
    }

    @JobWorker(type = "account.capture")
    public void capture(@Variable String orderId) {
        accounts.capture(OrderId.of(orderId));
    }

    public record Answer(boolean creditReserved) {}
}
