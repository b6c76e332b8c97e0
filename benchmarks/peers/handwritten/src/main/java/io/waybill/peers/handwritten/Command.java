package io.waybill.peers.handwritten;

record Command(long commandId, String orderId, Step step) {}
