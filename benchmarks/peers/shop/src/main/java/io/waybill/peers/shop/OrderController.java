package io.waybill.peers.shop;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

    private final Catalogue catalogue;
    private final Saga saga;

    OrderController(Catalogue catalogue, Saga saga) {
        this.catalogue = catalogue;
        this.saga = saga;
    }

    record Accepted(String id) {}

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted place(@Valid @RequestBody OrderRequest request) {
        NewOrder order = catalogue.check(request);
        saga.start(order);
        return new Accepted(order.id());
    }
}
