package io.waybill.account;

import static io.waybill.Given.aCustomer;
import static io.waybill.Given.anOrder;
import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import io.waybill.ModuleTest;
import io.waybill.core.Charges;
import io.waybill.core.Charges.Charge;
import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.Participants;
import io.waybill.core.PlacedOrder;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Precondition;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

@ModuleTest
class AccountsIT {

    @Autowired
    Participants participants;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @MockitoBean
    Charges charges;

    CustomerId customer;

    @BeforeEach
    void a_customer_with_1000() {
        customer = aCustomer();
        accounts.setAvailable(customer, new Money(1000), Precondition.NONE);
    }

    @AfterEach
    void the_ledger_sums_to_the_balance() {
        Account sums = db.sql("""
                        select customer_id, sum(available) available, sum(held) held, sum(captured) captured
                        from account_ledger where customer_id = ?""").param(customer.value()).query(Account.class).single();
        assertThat(accounts.find(customer)).contains(sums);
    }

    @Test
    void holds_the_total_once_however_often_it_is_asked_to(AssertablePublishedEvents published) {
        Subject order = placed(300);

        assertThat(accounts.reserve(order)).isTrue();
        assertThat(accounts.reserve(order)).isTrue();

        assertBalance(700, 300, 0);
        assertThat(published
                        .ofType(StepTaken.class)
                        .matching(step -> step.subject().equals(order)))
                .hasSize(1);
    }

    @Test
    void holds_it_once_when_the_same_job_runs_at_several_workers_at_once() throws Exception {
        Subject order = placed(300);

        assertThat(atOnce(Collections.nCopies(4, () -> accounts.reserve(order))))
                .containsOnly(true);

        assertBalance(700, 300, 0);
    }

    @Test
    void refuses_what_the_account_cannot_pay_and_stays_with_it() {
        Subject order = placed(1001);

        assertThat(accounts.reserve(order)).isFalse();
        accounts.setAvailable(customer, new Money(5000), Precondition.NONE);
        assertThat(accounts.reserve(order)).isFalse();

        assertBalance(5000, 0, 0);
    }

    @Test
    void gives_back_what_is_held_once() {
        Subject order = placed(300);
        accounts.reserve(order);

        accounts.release(order);
        accounts.release(order);

        assertBalance(1000, 0, 0);
    }

    @Test
    void an_undo_of_nothing_has_no_effect() {
        accounts.release(placed(300));

        assertBalance(1000, 0, 0);
    }

    @Test
    void a_step_that_comes_after_its_undo_is_refused() {
        Subject order = placed(300);

        accounts.release(order);

        assertThat(accounts.reserve(order)).isFalse();
        assertBalance(1000, 0, 0);
    }

    @Test
    void closing_an_order_releases_what_it_holds_and_refuses_what_comes_later() {
        Subject held = placed(300);
        Subject late = placed(300);
        accounts.reserve(held);

        close(held);
        close(late);

        assertThat(accounts.reserve(held)).isFalse();
        assertThat(accounts.reserve(late)).isFalse();
        assertBalance(1000, 0, 0);
    }

    @Test
    void a_closing_that_races_with_the_step_leaves_nothing_held() throws Exception {
        for (int i = 0; i < 20; i++) {
            Subject order = placed(300);
            atOnce(List.<Callable<Object>>of(() -> accounts.reserve(order), () -> {
                close(order);
                return "closed";
            }));
            assertBalance(1000, 0, 0);
        }
    }

    @Test
    void charges_what_is_held_once() {
        Subject order = placed(300);
        accounts.reserve(order);

        accounts.capture(order);
        accounts.capture(order);

        assertBalance(700, 0, 300);
        assertThat(accounts.reserve(order)).isTrue();
        accounts.release(order);
        assertBalance(700, 0, 300);
    }

    @Test
    void charges_nothing_that_is_not_held() {
        Subject order = placed(300);
        accounts.release(order);

        assertThatThrownBy(() -> accounts.capture(order)).isInstanceOf(IllegalStateException.class);
        assertBalance(1000, 0, 0);
    }

    @Test
    void orders_that_race_for_the_last_credit_never_get_more_than_there_is() throws Exception {
        List<Callable<Boolean>> reservations = IntStream.range(0, 8)
                .mapToObj(i -> placed(300))
                .map(order -> (Callable<Boolean>) () -> accounts.reserve(order))
                .toList();

        assertThat(atOnce(reservations)).filteredOn(reserved -> reserved).hasSize(3);

        assertBalance(100, 900, 0);
    }

    private Subject placed(long total) {
        PlacedOrder order = anOrder(customer, total);
        when(charges.of(order.id().subject())).thenReturn(Optional.of(new Charge(order.customer(), order.total())));
        return order.id().subject();
    }

    private void close(Subject order) {
        transaction.executeWithoutResult(status -> participants.close(order));
    }

    private void assertBalance(long available, long held, long captured) {
        assertThat(accounts.find(customer)).contains(new Account(customer.value(), available, held, captured));
    }
}
