package io.waybill.courier;

import io.waybill.core.refusal.Conflict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The offers of something to drivers, made one after another: only the latest can be answered.
 *
 * @param byNumber counted from 1
 */
public record Offers(Map<Integer, Offer> byNumber) {

    /** The number of the latest offer; 0 if there is none. */
    public int latestNumber() {
        return byNumber.size();
    }

    public Optional<Offer> latest() {
        return Optional.ofNullable(byNumber.get(latestNumber()));
    }

    public boolean wereMadeTo(String driver) {
        return byNumber.values().stream().anyMatch(offer -> offer.driverId().equals(driver));
    }

    /** Withdraws the latest offer and makes a new one. */
    public void make(String driver, Instant at) {
        withdraw();
        byNumber.put(latestNumber() + 1, new Offer(driver, at));
    }

    /** Nobody may accept the latest offer any more. Returns false if nobody could before. */
    public boolean withdraw() {
        Optional<Offer> open = latest().filter(Offer::isOpen);
        open.ifPresent(Offer::withdraw);
        return open.isPresent();
    }

    /**
     * Records the answer of a driver to the latest offer. Returns false if it was already recorded.
     *
     * @param noun of what was offered, such as {@code delivery}
     * @throws Conflict if it is not offered to that driver now
     */
    public boolean answer(String driver, Offer.Status answer, Instant at, String noun) {
        Offer offer = latest().filter(
                        last -> last.driverId().equals(driver) && (last.isOpen() || last.status() == answer))
                .orElseThrow(() -> notMadeTo(driver, noun));
        boolean isNew = offer.isOpen();
        if (isNew) {
            offer.answer(answer, at);
        }
        return isNew;
    }

    /** The driver who was asked last refused. */
    public boolean areRefused() {
        return latest().filter(offer -> offer.status() == Offer.Status.REFUSED).isPresent();
    }

    public static Conflict notMadeTo(String driver, String noun) {
        return new Conflict("The %s is not currently offered to driver %s".formatted(noun, driver));
    }
}
